// Package annual is how the year's assessments (年度考核, 3 [R]) are collected,
// combined, published and put to use, on the law of package governance and with
// the schemes of package assessment: the Party-building performance assessment, the
// leadership's, the branches' star rating, the secretaries' joint report, review
// and examination (联述联评联考), and whatever else a district names.
//
// An [Assessment] is of one unit, by one scheme. While it is being collected, it
// cites the reference opinions of the period or says why not, takes figures from
// any institution, and gathers reviewers' [Sheet]s, which nobody but their
// reviewer and the district ever sees. Combined, it explains itself node by node;
// published, the unit sees it; and what it was then used for (结果运用) is recorded.
package annual
