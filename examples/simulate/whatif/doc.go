// Package whatif sets scenarios side by side (对比): policy A against B, C …, over
// the same seeds, which is over the same residents.
//
// The model: every scenario is run with every seed. A [Metric] is a row that reads one
// figure from a result, as an exact ratio; a [UnitMetric] reads one of a single unit.
// The first scenario is what the others are compared with (基准): for each other and
// each seed there is one difference, its figure minus the first's. What is reported is
// order statistics, of the figures and of the differences: the median and the interval
// that holds at least nine tenths of the seeds ([Spread]), and in how many seeds it
// became better or worse ([Difference]).
//
// There is no binary fraction anywhere: a figure is held in millionths of its unit
// ([Amount]), rounded half up once; from there on everything is whole numbers. The same
// scenarios and seeds give the same bytes on every machine, however many ran at a time.
//
// A comparison is written as a page of Markdown, as CSV, as JSON and as one HTML page
// with plots. It holds one figure of every unit but compounds per seed, so that with
// all the districts of the nation it wants some tens of megabytes a run.
package whatif
