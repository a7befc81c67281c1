// Numbers as text in a fixed format: no exponent, a full stop, no locale, never "-0".
#pragma once
#include <string>

namespace tianbiao {

// `digits` (0 to 17) behind the stop, rounded to nearest, ties to even: fixed(1.005, 3) is "1.005", fixed(-0.001, 2) is "0.00".
// What is not a finite number gives "0": no file format of ours has a word for it.
std::string fixed(double value, int digits);

// The same without zeros at the end: short_number(12.50, 3) is "12.5", short_number(3, 3) is "3".
std::string short_number(double value, int digits);

}  // namespace tianbiao
