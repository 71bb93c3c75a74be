#!/bin/bash
# Makes the README's pictures of the desktop program: a private X server with a real window manager,
# panel and notification daemon, a real server, and the program as it was built.
# desktop-pictures.sh [BUILD-FOLDER [PICTURES-FOLDER]]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
build=${1:-$root/build/release}
pictures=${2:-$root/desktop/pictures}

for tool in Xvfb dbus-daemon openbox dunst dunstctl xfce4-panel xdotool xsetroot gdbus import jq; do
  command -v $tool >/dev/null || {
    echo "desktop-pictures: $tool is missing. Run packaging/install-dependencies.sh pictures" >&2
    exit 1
  }
done
for program in desktop/tidings-desktop cli/tidings server-mini/tidings-server; do
  [ -x "$build/$program" ] || { echo "desktop-pictures: $build/$program is not built" >&2; exit 1; }
done

work=$(mktemp -d)
started=()
cleanup() {
  local index
  for ((index = ${#started[@]} - 1; index >= 0; index--)); do
    kill "${started[index]}" 2>/dev/null || true
    wait "${started[index]}" 2>/dev/null || true
  done
  rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 1' HUP INT TERM

start() {
  local log=$1
  shift
  "$@" >"$work/$log.log" 2>&1 &
  started+=($!)
}
stop_last() {
  kill "${started[-1]}" 2>/dev/null || true
  wait "${started[-1]}" 2>/dev/null || true
  unset 'started[-1]'
}
# Waits for a condition, up to 20 seconds.
await() {
  local tries=200
  until "$@" >/dev/null 2>&1; do
    [ $((tries -= 1)) -gt 0 ] || { echo "desktop-pictures: timed out: $*" >&2; exit 1; }
    sleep 0.1
  done
}
owned() {
  gdbus call --session --dest org.freedesktop.DBus --object-path / \
    --method org.freedesktop.DBus.NameHasOwner "$1" | grep -q true
}

start_desktop() {
  mkdir -p "$work/home/.config/xfce4/xfconf/xfce-perchannel-xml" "$work/run" "$work/services"
  chmod 700 "$work/run"
  export HOME=$work/home XDG_RUNTIME_DIR=$work/run LANG=C.UTF-8 NO_AT_BRIDGE=1 QT_STYLE_OVERRIDE=Fusion
  unset WAYLAND_DISPLAY XDG_CONFIG_HOME XDG_DATA_HOME XDG_CURRENT_DESKTOP
  Xvfb -displayfd 3 -screen 0 1100x760x24 -nolisten tcp -dpi 96 3>"$work/display" 2>"$work/x.log" &
  started+=($!)
  await test -s "$work/display"
  DISPLAY=:$(tr -d '\n' <"$work/display")
  export DISPLAY
  ln -s /usr/share/dbus-1/services/org.xfce.Xfconf.service "$work/services/"
  cat >"$work/bus.conf" <<END
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path=$work/run/bus</listen><auth>EXTERNAL</auth>
<servicedir>$work/services</servicedir><policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy></busconfig>
END
  export DBUS_SESSION_BUS_ADDRESS=unix:path=$work/run/bus
  start bus dbus-daemon --config-file="$work/bus.conf" --nofork --nopidfile
  await owned org.freedesktop.DBus
  start wm openbox
  start_panel
  xsetroot -solid '#46617f'
  mkdir -p "$HOME/.local/share/icons/hicolor/scalable/apps"
  cp "$root/desktop/icons/app/org.tidings.Desktop.svg" "$HOME/.local/share/icons/hicolor/scalable/apps/"
  printf '[global]\nfont=Noto Sans 10\nwidth=340\norigin=top-right\noffset=16x16\nidle_threshold=0\n' \
    >"$work/dunstrc"
  cat >>"$work/dunstrc" <<'END'
frame_width=1
frame_color="#5b6b80"
corner_radius=6
padding=12
horizontal_padding=14
max_icon_size=40
icon_theme=hicolor
enable_recursive_icon_lookup=true
markup=full
[urgency_normal]
background="#f7f8fa"
foreground="#1d2129"
timeout=0
END
  start dunst dunst -config "$work/dunstrc"
  await owned org.freedesktop.Notifications
}

start_panel() {
  cat >"$HOME/.config/xfce4/xfconf/xfce-perchannel-xml/xfce4-panel.xml" <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0"><property name="configver" type="int" value="2"/>
<property name="panels" type="array"><value type="int" value="1"/><property name="panel-1" type="empty">
<property name="position" type="string" value="p=8;x=550;y=740"/>
<property name="length" type="uint" value="100"/><property name="position-locked" type="bool" value="true"/>
<property name="size" type="uint" value="40"/><property name="plugin-ids" type="array">
<value type="int" value="1"/><value type="int" value="2"/><value type="int" value="3"/></property>
</property></property><property name="plugins" type="empty">
<property name="plugin-1" type="string" value="tasklist"/>
<property name="plugin-2" type="string" value="systray"/>
<property name="plugin-3" type="string" value="clock"/></property></channel>
END
  start panel xfce4-panel --disable-wm-check
  await owned org.kde.StatusNotifierWatcher
}

start_server() {
  head -c 48 /dev/urandom | base64 >"$work/secret"
  chmod 600 "$work/secret"
  start server "$build/server-mini/tidings-server" --listen 127.0.0.1:0 --jwt-secret-file "$work/secret"
  await grep -q '^listening on' "$work/server.log"
  url=$(sed -n 's/^listening on //p' "$work/server.log" | head -1)
  publisher=$("$build/server-mini/tidings-server" token --jwt-secret-file "$work/secret" --scope publish)
  mkdir -p "$HOME/.config/tidings"
  local account
  for account in shop market; do
    "$build/server-mini/tidings-server" token --jwt-secret-file "$work/secret" --seller "$account" \
      >"$HOME/.config/tidings/$account.token"
    printf '[profiles.%s]\nstream = "%s/v1/stream"\ntoken-file = "%s.token"\n' \
      "$account" "$url" "$account" >>"$work/config.toml"
  done
  chmod 600 "$HOME"/.config/tidings/*
}

# entry MINUTES-AGO SELLER TYPE PRIORITY TITLE BODY [DATA]: a line for `tidings publish --from-file`.
# The page that it opens is the order's that the title names.
entry() {
  local order
  order=$(grep -o '#[0-9]*' <<<"$5" | tr -d '#' || true)
  jq -cn --arg at "$(date -u -d "$1 minutes ago" +%Y-%m-%dT%H:%M:%SZ)" --arg seller "$2" --arg type "$3" \
    --argjson priority "$4" --arg title "$5" --arg body "$6" --arg url "$url/orders/$order" \
    --argjson data "${7:-null}" \
    '{createdAt: $at, sellerId: $seller, type: $type, priority: $priority, title: $title, body: $body,
      url: $url} + if $data == null then {} else {data: $data} end'
}
publish() {
  TIDINGS_TOKEN=$publisher "$build/cli/tidings" publish "$url/v1/notifications" --from-file - -o quiet
}

publish_a_day() {
  {
    entry 4300 market report.weekly 2 'Haftalık rapor hazır' 'Geçen hafta 214 sipariş, %12 artış.'
    entry 2900 shop order.created 3 'Order #1038' '1 item, €24.90. Pays on delivery.'
    entry 1600 shop message.received 3 '김민지 님의 메시지' '주문이 언제 도착하나요? 내일 받을 수 있을까요?'
    entry 600 market order.created 3 'Sipariş #1040' '2 ürün, ₺489,90. Kredi kartı.' \
      '{"order": 1040, "total": {"amount": 489.90, "currency": "TRY"}, "items": 2, "express": false}'
    entry 190 shop stock.low 4 'Only 2 left: walnut board, 30 cm' 'Sold 14 in the last week.'
    entry 41 shop order.created 3 '주문 #1041이 접수되었습니다' '상품 3개, 58,000원. 서울시 마포구.'
    entry 26 market order.created 3 'Order #1042' '5 items, €131.00. Express.'
    entry 12 shop payment.failed 5 'Payment for order #1042 was refused' \
      'The bank refused it twice. Ask the customer for another card before you ship.'
  } | publish
}

window() { xdotool search --onlyvisible --name "$1" | tail -1; }
window_is_there() { [ -n "$(window "$1")" ]; }
window_is_gone() { [ -z "$(window "$1")" ]; }
all_connected() {
  gdbus call --session --dest org.tidings.Desktop --object-path /org/tidings/Desktop \
    --method org.freedesktop.DBus.Properties.Get org.tidings.Desktop1 State | grep -q "<'connected'>"
}
# Takes a window once its picture no longer changes.
take() {
  local id
  id=$(window "$1")
  local before='' now
  for _ in $(seq 30); do
    now=$(import -window "$id" png:- | sha256sum)
    [ "$now" != "$before" ] || break
    before=$now
    sleep 0.3
  done
  import -window "$id" -strip "$pictures/$2.png"
}

mkdir -p "$pictures"
start_desktop

start app "$build/desktop/tidings-desktop"
await window_is_there '^Tidings$'
xdotool windowactivate --sync "$(window '^Tidings$')"
xdotool type 'https://shop.example/v1/stream'
xdotool key Tab
xdotool type 'a-token-of-your-shop'
take '^Tidings$' first-start
"$build/desktop/tidings-desktop" --quit
await window_is_gone '^Tidings$'
stop_last

start_server
cp "$work/config.toml" "$HOME/.config/tidings/config.toml"
chmod 600 "$HOME/.config/tidings/config.toml"
start app "$build/desktop/tidings-desktop"
# Announced one by one, as on any day, so that the list has them in their order.
await window_is_there '^Tidings$'
await all_connected
xdotool windowmove --sync "$(window '^Tidings$')" 100 150  # from where popups are
entry 5000 shop task.assigned 4 'Pack order #1031 by 17:00' \
  'The courier comes earlier today. <Express> & gift wrapping.' | publish
await window_is_there 'unread – Tidings'
sleep 2
import -window root -crop 380x116+720+0 +repage -strip "$pictures/popup.png"
publish_a_day
await window_is_there '9 unread – Tidings'
sleep 2
dunstctl close-all
xdotool windowmove --sync "$(window 'unread – Tidings')" 60 40
xdotool windowsize --sync "$(window 'unread – Tidings')" 940 600
sleep 1
xdotool windowactivate --sync "$(window 'unread – Tidings')"
xdotool key ctrl+f
xdotool type 'order'
sleep 1
xdotool key Down Down Down Down
sleep 0.5
take 'unread – Tidings' history
xdotool key ctrl+comma
await window_is_there '^Settings$'
xdotool windowactivate --sync "$(window '^Settings$')" key alt+s  # Test connection
sleep 12
take '^Settings$' settings
xdotool key Escape
await window_is_gone '^Settings$'
xdotool key ctrl+w
await window_is_there 'Tidings keeps running'
xdotool windowactivate --sync "$(window 'Tidings keeps running')" key Return || true
await window_is_gone 'Tidings keeps running'

xdotool mousemove 24 740
sleep 0.5
xdotool click 3
sleep 1.5
import -window root -crop 380x330+0+430 +repage -strip "$pictures/tray.png"
[ -z "${TIDINGS_WHOLE_SCREEN-}" ] || import -window root "$pictures/screen.png"
ls -l "$pictures"
