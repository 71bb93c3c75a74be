#pragma once

#include <QByteArray>
#include <QString>

namespace tidings::desktop {

/// JSON text laid out over lines, two spaces a level, every value digit by digit as it came. What
/// nests deeper than 128 levels, or is no JSON in its brackets, is given back as it is.
QString laid_out_json(const QByteArray& json);

}  // namespace tidings::desktop
