#pragma once

#include <QString>
#include <QStringList>

namespace tidings::desktop {

/// A name for an account at this address, as the configuration allows it (letters, digits, `-`,
/// `_`), and not one of `taken`: `shop` for `https://shop.example/v1/stream`.
QString account_name_for(const QString& address, const QStringList& taken);

/// The address with `https://` where no scheme was typed, and without spaces around it.
QString completed_address(const QString& typed);

}  // namespace tidings::desktop
