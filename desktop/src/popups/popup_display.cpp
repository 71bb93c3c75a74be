#include "popups/popup_display.h"

// Only the code that moc makes for the header belongs here.
