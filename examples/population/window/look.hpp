// examples/population/window/look.hpp -- what all parts of the window draw alike.
#pragma once
#include <QColor>
#include <QString>
#include <cstdint>
#include <vector>

class QPainter;
class QRectF;

namespace kont::population::look {

// Colours that the colour-blind can tell apart (P. Tol, "Colour schemes", 2021: bright, muted).
inline constexpr QColor ink{0x26, 0x2b, 0x33}, faint{0x7a, 0x82, 0x8e}, grid{0xe4, 0xe7, 0xeb};
inline constexpr QColor paper{0xff, 0xff, 0xff}, desk{0xf3, 0xf4, 0xf6}, chosen{0xdd, 0xe9, 0xf7};
inline constexpr QColor blue{0x2b, 0x6c, 0xb0}, rose{0xcc, 0x66, 0x77}, green{0x22, 0x88, 0x33};
inline constexpr QColor grey{0x9a, 0xa1, 0xab}, violet{0xaa, 0x33, 0x77}, sand{0xb0, 0x8a, 0x2e};

/// "12,345".
QString number(std::uint64_t n);
/// The same in four characters or so: "12.3k".
QString short_number(double n);
/// 0 and multiples of 1, 2 or 5 times a power of ten, some `about` of them, the last at least
/// `most`. (Heckbert, "Nice numbers for graph labels", 1990.)
std::vector<double> ticks(double most, int about);
/// A title at the left of the first line of `at`.
void title(QPainter& p, QRectF const& at, QString const& text);
/// What stands where there is nothing to be drawn yet.
void nothing_yet(QPainter& p, QRectF const& at, QString const& text);

}  // namespace kont::population::look
