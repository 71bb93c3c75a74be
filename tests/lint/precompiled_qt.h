// What clang-tidy reads once for all sources with Qt.
#include <QtDBus>
#include <QtNetwork>
#include <QtTest>
#include <QtWidgets>

#include "precompiled_cxx.h"
