# SPDX-License-Identifier: GPL-3.0-or-later
# `cpack -G DEB` in the build folder of the release preset makes the Debian package.
install(FILES debian/copyright DESTINATION share/doc/pleat COMPONENT debian EXCLUDE_FROM_ALL)
install(FILES "${generated}/changelog.Debian.gz" DESTINATION share/doc/pleat COMPONENT debian EXCLUDE_FROM_ALL)
install(FILES completions/pleat.zsh DESTINATION share/zsh/vendor-completions RENAME _pleat
    COMPONENT debian EXCLUDE_FROM_ALL)

set(PLEAT_MAINTAINER "Pleat maintainers <maintainers@pleat.invalid>" CACHE STRING
    "Who answers for the Debian package: Name <address>")
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME pleat)
set(CPACK_PACKAGE_VENDOR Pleat)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_INSTALL_CMAKE_PROJECTS
    "${CMAKE_BINARY_DIR}" Pleat program / "${CMAKE_BINARY_DIR}" Pleat debian /)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 0pleat1) # a package by Debian itself would be newer
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "${PLEAT_MAINTAINER}")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "workbench that folds trained neural networks")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "Pleat makes a trained network smaller by merging channels that resemble each
other, without data and without fine-tuning. It finds which channels must move
together, shows their clusters and correlations, lets you choose how many to
keep in each group, merges the rest, and repairs the statistics that merging
damages.
.
The workbench shows how the variance of each layer collapses and comes back;
the same steps run from the command line. TorchScript, state_dict, safetensors
and ONNX files are read and written.")
# Linked libraries, read off the binaries. libblas.so.3 is what they name, which the reference
# implementation satisfies too: five times slower, hence OpenBLAS by name.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libopenblas0-pthread")
# Images of the samples; letters of the Korean window; Wayland.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "dataset-fashion-mnist, fonts-nanum | fonts-noto-cjk, qt6-wayland")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "python3-torch")
include(CPack)
