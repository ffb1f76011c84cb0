#pragma once

namespace sojourn::intake {

/// Which world is wanted of what the files tell.
struct Wanted {
  int year = 0;
  int until = 9999;          // last year of histories
  double smallest = 50000;   // persons; countries with fewer are left out
  int smallest_stock = 1;    // persons; pairs with fewer are left out
  double born_across = 1;    // share that counts of those born across a border drawn later
  int reach = 0;             // years beyond a publisher's own from which figures may be taken
  bool fits_stocks = false;  // stocks of more people than there are are cut down
};

}  // namespace sojourn::intake
