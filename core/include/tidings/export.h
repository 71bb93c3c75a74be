#pragma once

/// On what users of the libraries call: a shared build hides everything else.
#if defined(__GNUC__)
#define TIDINGS_API __attribute__((visibility("default")))
#else
#define TIDINGS_API
#endif
