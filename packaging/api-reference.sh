#!/bin/bash
# Makes the API reference of core (Doxygen; a warning is an error): build/api-reference/html.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
packaging/install-dependencies.sh docs
mkdir -p build/api-reference
version=$(sed -n 's/^project(Tidings VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
{
  cat packaging/Doxyfile
  printf 'PROJECT_NUMBER = %s\nOUTPUT_DIRECTORY = build/api-reference\n' "$version"
} | doxygen -
echo build/api-reference/html/index.html
