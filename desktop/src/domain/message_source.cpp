#include "domain/message_source.h"

// Only the code that moc makes for the header belongs here.
