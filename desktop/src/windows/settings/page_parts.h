#pragma once

#include <QString>

class QFormLayout;
class QLabel;
class QVBoxLayout;
class QWidget;

/// What the settings pages are put together from, so that they look alike.
namespace tidings::desktop {

QVBoxLayout* page_layout(QWidget* page);
QLabel* page_heading(const QString& text, QWidget* page);
/// An explanation in the secondary colour; plain text.
QLabel* page_note(const QString& text, QWidget* page);
QFormLayout* form_layout();

}  // namespace tidings::desktop
