#include "models/catalog.hpp"
#include "sim/scenario.hpp"
#include "sim/simulation.hpp"
#include "sim/recorder.hpp"
#include <iostream>
#include <chrono>
int main(int argc,char**argv){ using namespace sojourn; try{ 
 ScenarioRequest r; r.file=argv[1]; for(int i=3;i<argc;i++) r.assignments.push_back(argv[i]);
 auto t0=std::chrono::steady_clock::now(); auto el=[&]{return std::chrono::duration<double>(std::chrono::steady_clock::now()-t0).count();};
 Catalog c=standard_catalog(); Simulation s(load_scenario(r),c,2); std::cerr<<"setup "<<el()<<"\n";
 Recorder rec(argv[2],true); s.attach(rec);
 while(!s.done()){ double a=el(); s.tick(); rec.end_tick(); auto k=s.counts(); std::cerr<<s.now()<<" "<<el()-a<<"s cand "<<k.candidates<<" chg "<<k.changes<<" int "<<k.intenders<<" leaves "<<k.leaves<<" pass "<<k.passages<<"\n"; }
 s.finish(); rec.finish(); }catch(std::exception&e){ std::cerr<<e.what()<<"\n"; return 2;} }
