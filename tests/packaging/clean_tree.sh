#!/bin/bash
# A clean Debian 12 in a folder, to be sourced: make_clean_tree FOLDER, in_tree FOLDER COMMAND….
# Needs root, debootstrap, chroot.

# Says why no clean tree can be made here, or nothing.
clean_tree_obstacle() {
  if [ "$(id -u)" -ne 0 ]; then
    echo "not root: debootstrap and chroot need it"
  elif ! chroot / true 2>/dev/null; then
    echo "this machine does not allow chroot"
  fi
}

make_clean_tree() {
  local tree=$1 mirror
  # The mirror that this machine's apt uses.
  # shellcheck disable=SC2016  # apt's own variable
  mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | head -n 1)
  debootstrap --variant=minbase bookworm "$tree" "$mirror" >"$tree.log" 2>&1 || {
    tail -n 20 "$tree.log" >&2
    return 1
  }
  chmod 755 "$tree"
  rm -f "$tree/etc/apt/sources.list"
  cp -a /etc/apt/. "$tree/etc/apt/"
  cp -L /etc/resolv.conf "$tree/etc/resolv.conf" 2>/dev/null || true
  # No service starts as packages are installed, and documentation is kept.
  rm -f "$tree"/etc/apt/apt.conf.d/docker-* "$tree"/etc/dpkg/dpkg.cfg.d/*
  printf '#!/bin/sh\nexit 101\n' >"$tree/usr/sbin/policy-rc.d"
  chmod 755 "$tree/usr/sbin/policy-rc.d"
  mount -t proc proc "$tree/proc"
  in_tree "$tree" apt-get update -qq
}

in_tree() { (exec_in_tree "$@"); }

# For a program in the background: the shell's job is then the program itself, to be signalled.
exec_in_tree() {
  local tree=$1
  shift
  exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
    DEBIAN_FRONTEND=noninteractive chroot "$tree" "$@"
}

remove_clean_tree() {
  umount "$1/proc" 2>/dev/null || true
  rm -rf --one-file-system "$1" "$1.log"
}
