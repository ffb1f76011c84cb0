#pragma once

#include <cstddef>

/// Elementary functions of fixed operations: additions, multiplications, divisions and square roots
/// of doubles in one order, nothing contracted. So they give the same bits on every machine and by
/// every compiler, which those of the standard library do not promise: glibc's take other paths
/// where a processor multiplies and adds at once.
///
/// All are as C defines them at infinities, NaN and signed zeros; a subnormal result may be rounded
/// twice.
namespace sojourn::fixed {

/// e^x, within 0.8 units in the last place: 2^(j/128) from a table and a polynomial (Tang 1989, DOI
/// 10.1145/63522.214389).
double exp(double x);
/// The same of each of `n` values, in their place.
void exp_each(double* x, std::size_t n);

/// e^x - 1, within 1 unit.
double expm1(double x);

/// Natural logarithm, within 0.6 units; -inf at 0, NaN below: a table of 128 reciprocals and a
/// polynomial (Tang 1990, DOI 10.1145/98267.98294).
double log(double x);

/// log(1 + x), within 0.7 units.
double log1p(double x);

/// x^y, within 0.7 units, 1 at subnormal results: the logarithm as a sum of two doubles.
double pow(double x, double y);

/// Within 1.1 units for |x| up to 2^20 [radians], the most beside multiples of pi/2; NaN beyond.
double sin(double x);
double cos(double x);

/// Within 2.1 units; NaN outside [-1, 1].
double asin(double x);

/// P(Z <= x) of a standard normal Z; relative error below 2e-14 for x above -37, 0 below -40.
double normal_cdf(double x);

}  // namespace sojourn::fixed
