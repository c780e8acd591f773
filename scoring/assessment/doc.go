// Package assessment combines the year's assessments (年度考核) from what others
// have found: how the whistle system was carried out enters the yearly
// Party-building performance assessment, the leadership's yearly assessment and
// the branches' star rating; neighbour Party-building work enters an open list of
// indicator systems; secretaries have a joint report, review and examination
// (联述联评联考).
//
// # The model
//
// A [Scheme] is a tree of indicators as data. The nodes of each level weigh 1
// together. A leaf takes one of three things, in points from 0 to 100:
//
//   - reference opinions of package scoring: the mean of their scores; each is
//     cited by unit, period, edition and digest, or the assessment states why it
//     uses none [D];
//   - a figure of any institution: a ratio, or a number on a scale;
//   - reviewers' sheets, combined by rule: means, trimmed or not, weighed by kind
//     of reviewer.
//
// [Combine] takes a scheme and what was collected for one unit and gives a
// [Result], which explains itself as an opinion does: every node with its weight,
// its value and what it was made of, canonical bytes and a digest.
//
// # Numbers
//
// As in package scoring. Every node's value is exact until it is rounded, once,
// to four places; the result is the root's value rounded as the scheme says. A
// leaf without material has no value; what then becomes of its weight is a named
// choice of the scheme.
package assessment
