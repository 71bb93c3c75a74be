# What makes `find_package(Tidings)` work from an install tree. All of it is one component, so that a
# package for developers can be cut out.
include(CMakePackageConfigHelpers)

set(component libtidings-dev)
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/Tidings)

set_target_properties(tidings_core PROPERTIES EXPORT_NAME core)
set_target_properties(tidings_notification PROPERTIES EXPORT_NAME notification)
# A shared build exports what `tidings/export.h` marks, from the same objects as a static one. Until
# 1.0 every minor version may change the interface.
set_target_properties(tidings_core tidings_notification PROPERTIES
  DEFINE_SYMBOL ""
  VERSION ${PROJECT_VERSION}
  SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
# The one is found beside the other, wherever they are put.
set_target_properties(tidings_core PROPERTIES INSTALL_RPATH "$ORIGIN")
if(BUILD_SHARED_LIBS)
  target_link_options(tidings_core PRIVATE LINKER:--no-undefined)
  target_link_options(tidings_notification PRIVATE LINKER:--no-undefined)
endif()

install(TARGETS tidings_core tidings_notification
  EXPORT TidingsTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT ${component}
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT ${component}
  INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/include/
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT ${component} FILES_MATCHING PATTERN "*.h")
install(EXPORT TidingsTargets
  NAMESPACE Tidings:: DESTINATION ${package_folder} COMPONENT ${component})

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/TidingsConfig.cmake.in TidingsConfig.cmake
  INSTALL_DESTINATION ${package_folder} NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(TidingsConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES
    ${CMAKE_CURRENT_BINARY_DIR}/TidingsConfig.cmake
    ${CMAKE_CURRENT_BINARY_DIR}/TidingsConfigVersion.cmake
  DESTINATION ${package_folder} COMPONENT ${component})
