// Package chart draws plain charts as SVG (图表): columns, ranked bars, stacks, lines
// with bands of intervals, and dots with theirs. A chart is one text that may stand in an HTML page
// or in a file of its own: no script, nothing loaded from elsewhere, a title and a
// description for those who do not see it, and legible in print.
//
// Values are whole numbers; [Frame.Places] says how many of their digits stand
// behind the point, so that 8735 with two places is 87.35. Positions are whole
// numbers too: the same values give the same bytes on every machine. What is drawn
// lies between −10^15 and 10^15; what lies beyond is drawn at that edge.
package chart
