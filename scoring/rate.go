package scoring

import (
	"slices"

	"github.com/jinlin-project/jinlin/governance"
)

// A RateSpec is a rate as data: which classes stand above the line and which
// below. Rates are ratios, never percentages inside, and a rate with nothing
// below the line has no value.
type RateSpec struct {
	ID       string          `json:"id"`
	Side     Side            `json:"side"`
	Label    governance.Text `json:"label"`
	Sentence governance.Text `json:"sentence"`
	Source   string          `json:"source"`
	Num      []Share         `json:"num"`
	Den      []Class         `json:"den"`
	Beside   []Class         `json:"beside,omitempty"` // shown, but in neither: the unrated
	// Fewer says that a unit is the better the smaller the rate: a term counts
	// what is left to 1.
	Fewer bool `json:"fewer,omitempty"`
}

// A Share is a class above the line, and what one part of it counts for: 1, or
// a value that the rule set gives.
type Share struct {
	Class Class    `json:"class"`
	Value ValueKey `json:"value,omitempty"` // empty: 1
}

// A ValueKey names a value of a rule set: what a step of satisfaction, a partial
// solution or understanding counts for.
type ValueKey string

// The values a rule set gives.
const (
	ValueVery         ValueKey = "verySatisfied"
	ValueSatisfied    ValueKey = "satisfied"
	ValueBasically    ValueKey = "basicallySatisfied"
	ValueDissatisfied ValueKey = "dissatisfied"
	ValueVeryDis      ValueKey = "veryDissatisfied"
	ValuePartly       ValueKey = "partlySolved"
	ValueUnderstood   ValueKey = "understood"
)

// Rates returns every rate, in the order in which pages list them.
func Rates() []RateSpec { return slices.Clone(rateTable) }

// rateNamed finds a rate, or nil.
func rateNamed(id string) *RateSpec {
	for i := range rateTable {
		if rateTable[i].ID == id {
			return &rateTable[i]
		}
	}
	return nil
}

// satisfiedShares are the five steps of the rater whose classes begin at first.
func satisfiedShares(first Class) []Share {
	return []Share{
		{first, ValueVery}, {first + 1, ValueSatisfied}, {first + 2, ValueBasically},
		{first + 3, ValueDissatisfied}, {first + 4, ValueVeryDis},
	}
}

// span are the classes from one to another, both included.
func span(first, last Class) (out []Class) {
	for c := first; c <= last; c++ {
		out = append(out, c)
	}
	return out
}

const unratedLeaves = "未评价的不计入分母，列于旁；因本单位未能评价的留在分母"

var rateTable = []RateSpec{
	{
		ID: "responded", Side: Responder, Source: "3 [R]",
		Label:    governance.Text{Zh: "响应率", En: "responded"},
		Sentence: governance.Text{Zh: "按时接单（报到）的，占要求响应的", En: "of what was to be taken, what was taken in time"},
		Num:      []Share{{Class: respondedInTime}}, Den: span(respondedInTime, respondedLate),
	},
	{
		ID: "on-time", Side: Responder, Source: "3 [R]",
		Label:    governance.Text{Zh: "按时办结率", En: "on time"},
		Sentence: governance.Text{Zh: "按时办结的，占应办结的", En: "of what was due, what was completed in time"},
		Num:      []Share{{Class: completedInTime}}, Den: span(completedInTime, completedLate),
	},
	{
		ID: "resolved", Side: Responder, Source: "3 [R]",
		Label:    governance.Text{Zh: "解决率", En: "resolved"},
		Sentence: governance.Text{Zh: "解决的，占应办结的；部分解决、取得谅解的按规则折算；结果未定的不计", En: "of what was due, what was solved; partly solved and understood count as the rule set says, what is still open in neither"},
		Num:      []Share{{Class: endedSolved}, {endedPartly, ValuePartly}, {endedUnderstood, ValueUnderstood}},
		Den:      span(endedSolved, endedUnderstood),
	},
	{
		ID: "satisfied", Side: Responder, Source: "3 [R]",
		Label:    governance.Text{Zh: "满意率", En: "satisfied"},
		Sentence: governance.Text{Zh: "吹哨方与反映人的每份评价按五级折算，占评价份数；" + unratedLeaves, En: "of all ratings, by whistlers and senders, what each step counts for; unrated leaves the denominator and stands beside, kept from rating stays"},
		Num:      append(satisfiedShares(whistlerVery), satisfiedShares(senderVery)...),
		Den:      append(span(whistlerVery, whistlerWithheld), span(senderVery, senderWithheld)...),
		Beside:   []Class{whistlerUnrated, senderUnrated},
	},
	{
		ID: "satisfied-whistler", Side: Responder, Source: "3 [R]",
		Label:    governance.Text{Zh: "吹哨方满意率", En: "satisfied, whistlers"},
		Sentence: governance.Text{Zh: "吹哨方的每份评价按五级折算，占评价份数；" + unratedLeaves, En: "as the satisfied rate, of the whistlers' ratings alone"},
		Num:      satisfiedShares(whistlerVery), Den: span(whistlerVery, whistlerWithheld), Beside: []Class{whistlerUnrated},
	},
	{
		ID: "satisfied-sender", Side: Responder, Source: "3 [R]",
		Label:    governance.Text{Zh: "反映人满意率", En: "satisfied, senders"},
		Sentence: governance.Text{Zh: "反映人的每份评价按五级折算，占评价份数；" + unratedLeaves, En: "as the satisfied rate, of the senders' ratings alone"},
		Num:      satisfiedShares(senderVery), Den: span(senderVery, senderWithheld), Beside: []Class{senderUnrated},
	},
	{
		ID: "sent-back", Side: Responder, Source: "3 [R]", Fewer: true,
		Label:    governance.Text{Zh: "验单退回率", En: "sent back"},
		Sentence: governance.Text{Zh: "曾被验单退回的，占计入的", En: "of what counts, what was sent back at the check"},
		Num:      []Share{{Class: sentBack}}, Den: []Class{counted},
	},
	{
		ID: "refused", Side: Responder, Source: "3 [R]", Fewer: true,
		Label:    governance.Text{Zh: "退单率", En: "refused"},
		Sentence: governance.Text{Zh: "退过单而未成立的，占计入的", En: "of what counts, what was refused and not released"},
		Num:      []Share{{Class: refused}, {Class: refusedUnreasonably}}, Den: []Class{counted},
	},
	{
		ID: "reopened", Side: Responder, Source: "3 [R]", Fewer: true,
		Label:    governance.Text{Zh: "重办率", En: "reopened"},
		Sentence: governance.Text{Zh: "结案后重新办理的，占计入的", En: "of what counts, what was reopened after closing"},
		Num:      []Share{{Class: reopened}}, Den: []Class{counted},
	},
	{
		ID: "justified", Side: Whistler, Source: "3 [D]: 双考核 is [R], its rates are ours",
		Label:    governance.Text{Zh: "吹哨得当率", En: "justified"},
		Sentence: governance.Text{Zh: "未被裁定不当、未被退回的，占吹哨的", En: "of all whistles, those neither ruled unreasonable nor sent back"},
		Num:      []Share{{Class: whistleJustified}}, Den: span(whistleJustified, whistleOverruled),
	},
	{
		ID: "verified", Side: Whistler, Source: "3 [D]: 双考核 is [R], its rates are ours",
		Label:    governance.Text{Zh: "按时核验率", En: "verified in time"},
		Sentence: governance.Text{Zh: "按时核验的，占应核验的", En: "of what was to be checked, what was checked in time"},
		Num:      []Share{{Class: respondedInTime}}, Den: span(respondedInTime, respondedLate),
	},
	{
		ID: "rated", Side: Whistler, Source: "3 [D]: 双考核 is [R], its rates are ours",
		Label:    governance.Text{Zh: "按时评价率", En: "rated in time"},
		Sentence: governance.Text{Zh: "按时评价的，占被征询评价的", En: "of the ratings asked for, those given in time"},
		Num:      []Share{{Class: completedInTime}}, Den: span(completedInTime, completedLate),
	},
}
