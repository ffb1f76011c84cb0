#pragma once

#include <Eigen/Core>
#include <functional>
#include <vector>

#include "sim/base/id_array.hpp"

namespace sojourn::models {

/// A state by its position among those that may be members.
using MemberIndex = Id<struct MemberTag>;
using MemberArray = IdArray<MemberIndex>;

/// Citizens of the row's member in the column's [persons], in the order of `members` (ascending);
/// the diagonal is not read. Those of today, or those expected after some years of open borders
/// among `members` alone: people who have more places to go to go less to each of them.
using AreaStocks = std::function<Eigen::ArrayXXd(const std::vector<MemberIndex>& members)>;

/// What states know when they think of free movement among themselves (ML18). Arrays have one entry
/// per state that may be a member.
struct AreaCase {
  AreaStocks stocks;
  MemberArray population;    // [persons] > 0
  MemberArray income;        // [int. $ / person / year] > 0
  MemberArray unemployment;  // [1]
  MemberArray sentiment;     // [1], against migration
};

/// Settings of the gain (ODD 7.14), all per person who moves and as a share of GDP per
/// head; all >= 0.
struct AreaValues {
  double out = 0.4;          // g_o: of own citizens' freedom
  double reciprocal = 0.4;   // g_r: of flows that are matched
  double net_inflow = 0.25;  // c0: cost of net inflow from poorer members
  double unemployment = 20;  // c_u: rise of that cost with unemployment [1]
  double welfare = 0.3;      // c_w: what one newcomer without work costs a year
  double idle_at_full_employment =
      0.05;             // u*: unemployment up to which vacancies do not lack, > 0 [1]
  double fixed = 1e-5;  // f: of being a member [GDP per head]
};

/// Vacancies to be had in a state beside those at full employment, v = min(1, u*/u): they fall as
/// unemployment rises, along a Beveridge curve of elasticity -1 (Michaillat and Saez 2021).
double vacancies(const AreaValues& values, double unemployment);

/// A member's gain from free movement, by addend [GDP per head]. Who finds no vacancy gains nobody
/// anything (ML18); v and u are those of where people live.
struct AreaGain {
  double out = 0;         // g_o*out_i/pop_i, out_i = sum_j v_j*A_ij
  double reciprocal = 0;  // g_r*min(in_i, out_i)/pop_i, in_i = v_i*sum_o A_oi
  double net_inflow = 0;  // -c0*(1 + c_u*u_i + sentiment_i)*sum_o max(0, A_oi - A_io)*
                          //  max(0, 1 - y_o/y_i)/pop_i
  double welfare = 0;     // -c_w*u_i*sum_o A_oi/pop_i
  double fixed = 0;       // -f

  double total() const { return out + reciprocal + net_inflow + welfare + fixed; }
};

/// By how much each addend differs.
AreaGain operator-(const AreaGain& one, const AreaGain& other);

/// The addends of AreaGain by name.
enum class AreaAddend { kOut, kReciprocal, kNetInflow, kWelfare, kFixed };
/// The one that is lowest.
AreaAddend lowest(const AreaGain& gain);

/// Throws std::invalid_argument for arrays that do not fit, values that are not finite, a
/// population or income out of range.
void check(const AreaCase& world, const AreaValues& values);

/// Gains of the members of an area of `states` (distinct, ascending), in their order. Throws
/// std::invalid_argument for stocks that do not fit or are not finite and >= 0.
std::vector<AreaGain> gains_among(const AreaCase& world, const AreaValues& values,
                                  const std::vector<MemberIndex>& states);

}  // namespace sojourn::models
