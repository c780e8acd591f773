package scoring

import (
	"slices"

	"github.com/jinlin-project/jinlin/governance"
)

// An EventSpec is something that a rule set may add points for, or deduct them,
// each time it happens.
//
// A good event holds the best classes of its aspect and every class better than
// one it holds; a bad event likewise from the worst. So a rating that is raised
// never leaves a good event and never enters a bad one; a rule set cannot be
// written in which it lowers a score.
type EventSpec struct {
	ID      string          `json:"id"`
	Side    Side            `json:"side"`
	Good    bool            `json:"good"` // good: additions only; bad: deductions only
	Label   governance.Text `json:"label"`
	Classes []Class         `json:"classes"`
}

// Events returns every event, in the order in which pages list them.
func Events() []EventSpec { return slices.Clone(eventTable) }

// eventNamed finds an event, or nil.
func eventNamed(id string) *EventSpec {
	for i := range eventTable {
		if eventTable[i].ID == id {
			return &eventTable[i]
		}
	}
	return nil
}

var eventTable = []EventSpec{
	{"very-satisfied", Responder, true, governance.Text{Zh: "非常满意的评价", En: "a rating of very satisfied"},
		[]Class{whistlerVery, senderVery}},
	{"solved", Responder, true, governance.Text{Zh: "解决的事项", En: "a part that was solved"}, []Class{endedSolved}},
	{"completed-in-time", Responder, true, governance.Text{Zh: "按时办结的事项", En: "a part that was completed in time"}, []Class{completedInTime}},

	{"dissatisfied", Responder, false, governance.Text{Zh: "不满意、非常不满意或因本单位未能评价", En: "a rating of dissatisfied or worse, or kept from rating"},
		[]Class{whistlerDissatisfied, whistlerVeryDissatisfied, whistlerWithheld, senderDissatisfied, senderVeryDissatisfied, senderWithheld}},
	{"very-dissatisfied", Responder, false, governance.Text{Zh: "非常不满意或因本单位未能评价", En: "a rating of very dissatisfied, or kept from rating"},
		[]Class{whistlerVeryDissatisfied, whistlerWithheld, senderVeryDissatisfied, senderWithheld}},
	{"late", Responder, false, governance.Text{Zh: "未按时办结的事项", En: "a part not completed in time"}, []Class{completedLate}},
	{"not-responded", Responder, false, governance.Text{Zh: "未按时响应的事项", En: "a part not responded to in time"}, []Class{respondedLate}},
	{"unsolved", Responder, false, governance.Text{Zh: "未解决的事项", En: "a part that was not solved"}, []Class{endedUnsolved}},
	{"refused-unreasonably", Responder, false, governance.Text{Zh: "被裁定不当的退单", En: "a refusal ruled unreasonable"},
		[]Class{refusedUnreasonably, refusedAgain}},
	{"sent-back", Responder, false, governance.Text{Zh: "验单退回", En: "a result sent back"}, []Class{sentBack, sentBackAgain}},
	{"reopened", Responder, false, governance.Text{Zh: "重新办理", En: "a reopening"}, []Class{reopened, reopenedAgain}},

	{"whistle-overruled", Whistler, false, governance.Text{Zh: "被裁定不当的吹哨", En: "a whistle ruled unreasonable"}, []Class{whistleOverruled}},
	{"whistle-sent-back", Whistler, false, governance.Text{Zh: "被裁定不当或被退回的吹哨", En: "a whistle ruled unreasonable or sent back"},
		[]Class{whistleSentBack, whistleOverruled}},
	{"verified-late", Whistler, false, governance.Text{Zh: "未按时核验的事项", En: "a matter not checked in time"}, []Class{respondedLate}},
	{"rated-late", Whistler, false, governance.Text{Zh: "未按时作出的评价", En: "a rating not given in time"}, []Class{completedLate}},
}
