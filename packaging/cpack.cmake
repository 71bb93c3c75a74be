# `cpack` in the build folder of the preset `package` makes the Debian packages;
# packaging/packages.sh does all of it.
set(CPACK_PACKAGE_NAME tidings)
set(CPACK_PACKAGE_VENDOR "The Tidings authors")
set(CPACK_PACKAGE_CONTACT "The Tidings authors <tidings@tidings.example>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_STRIP_FILES ON)
set(CPACK_GENERATOR DEB)
set(CPACK_OUTPUT_FILE_PREFIX ${PROJECT_BINARY_DIR}/packages)

set(CPACK_SOURCE_GENERATOR TXZ)
set(CPACK_SOURCE_PACKAGE_FILE_NAME tidings-${PROJECT_VERSION})
set(CPACK_SOURCE_IGNORE_FILES /build/ /\\.git/ /\\.cache/ /CMakeUserPresets\\.json$)

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_COMPONENTS_ALL tidings libtidings-dev)
if(TIDINGS_BUILD_SERVER)
  list(APPEND CPACK_COMPONENTS_ALL tidings-server)
endif()
if(TIDINGS_BUILD_DESKTOP)
  list(APPEND CPACK_COMPONENTS_ALL tidings-desktop)
endif()
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_HOMEPAGE "https://tidings.example")

# tidings_debian_package(COMPONENT SECTION TEXT…): the fields that control files have; a text's
# first line is the summary.
function(tidings_debian_package component section text)
  string(TOUPPER ${component} key)
  set(CPACK_DEBIAN_${key}_PACKAGE_NAME ${component} PARENT_SCOPE)
  set(CPACK_DEBIAN_${key}_PACKAGE_SECTION ${section} PARENT_SCOPE)
  set(CPACK_COMPONENT_${key}_DESCRIPTION "${text}" PARENT_SCOPE)

  set(documents ${CMAKE_INSTALL_DATADIR}/doc/${component})
  install(FILES ${PROJECT_SOURCE_DIR}/packaging/debian/copyright DESTINATION ${documents}
    COMPONENT ${component})
  install(FILES ${CMAKE_CURRENT_BINARY_DIR}/changelog.Debian.gz DESTINATION ${documents}
    COMPONENT ${component})
endfunction()

find_program(GZIP_PROGRAM gzip REQUIRED)
execute_process(
  COMMAND ${GZIP_PROGRAM} --best --no-name --stdout
    ${PROJECT_SOURCE_DIR}/packaging/debian/changelog
  OUTPUT_FILE ${CMAKE_CURRENT_BINARY_DIR}/changelog.Debian.gz COMMAND_ERROR_IS_FATAL ANY)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
  ${PROJECT_SOURCE_DIR}/packaging/debian/changelog)

tidings_debian_package(tidings net
"follow and publish Server-Sent Events in a terminal
Follows any stream of Server-Sent Events across lost connections, restarts and
silences, prints what arrives, runs a command for each event, publishes
notifications, and tells why a stream does not work.")
# libsystemd is loaded at run time.
set(CPACK_DEBIAN_TIDINGS_PACKAGE_DEPENDS "ca-certificates, libsystemd0")

tidings_debian_package(tidings-server net
"small server for notifications by Server-Sent Events
Accepts notifications by HTTP and brings each to the streams of its seller,
those who were away included. Keeps them in memory, or in Redis for real use.")
set(CPACK_DEBIAN_TIDINGS-SERVER_PACKAGE_DEPENDS adduser)
set(CPACK_DEBIAN_TIDINGS-SERVER_PACKAGE_SUGGESTS "redis-server, nginx")
set(CPACK_DEBIAN_TIDINGS-SERVER_PACKAGE_CONTROL_EXTRA
  ${PROJECT_SOURCE_DIR}/packaging/debian/conffiles
  ${PROJECT_SOURCE_DIR}/packaging/debian/postinst
  ${PROJECT_SOURCE_DIR}/packaging/debian/prerm
  ${PROJECT_SOURCE_DIR}/packaging/debian/postrm)

tidings_debian_package(tidings-desktop net
"notifications of a shop in the tray
Sits in the tray and announces what happens: a task was assigned, an order came
in, a customer wrote. Misses nothing over sleep and lost Wi-Fi, and keeps a
history that can be searched.")
# Qt loads these at run time.
set(CPACK_DEBIAN_TIDINGS-DESKTOP_PACKAGE_DEPENDS
  "qt6-qpa-plugins, libqt6sql6-sqlite, ca-certificates")
set(CPACK_DEBIAN_TIDINGS-DESKTOP_PACKAGE_RECOMMENDS
  "gnome-keyring | kwalletmanager, qt6-wayland, notification-daemon")

tidings_debian_package(libtidings-dev libdevel
"client library for Server-Sent Events, development files
A C++20 library that follows streams of Server-Sent Events and publishes
notifications: headers, static library and CMake package.")
set(CPACK_DEBIAN_LIBTIDINGS-DEV_PACKAGE_DEPENDS
  "libcurl4-openssl-dev, zlib1g-dev, libbrotli-dev, pkg-config")
set(CPACK_DEBIAN_LIBTIDINGS-DEV_PACKAGE_SHLIBDEPS OFF)

include(CPack)
