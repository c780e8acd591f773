package help

import (
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// GiveBack follows when a helper steps back.
type GiveBack struct{}

// Verb is "give-back".
func (GiveBack) Verb() string { return "give-back" }

// Settle follows when it is known what became of a helper.
type Settle struct {
	Served  bool `json:"served" zh:"已服务" en:"Has helped"`
	Minutes int  `json:"minutes,omitempty" zh:"时长（分钟）" en:"Minutes"`
}

// Verb is "settle".
func (Settle) Verb() string { return "settle" }

// Engage opens a help; it follows from taking the need.
type Engage struct {
	Need       uuid.UUID    `json:"need" zh:"需求" en:"Need"`
	Helper     string       `json:"helper" zh:"接单人" en:"Helper"`
	Unit       orgtree.Code `json:"unit,omitempty" zh:"代表单位" en:"In the name of the unit"`
	Poster     string       `json:"poster,omitempty" zh:"发起人" en:"Posted by"`
	PosterUnit orgtree.Code `json:"posterUnit,omitempty" zh:"发起单位" en:"Posted by the unit"`
	Community  orgtree.Code `json:"community" zh:"社区" en:"Community"`
	Begins     time.Time    `json:"begins" zh:"约定时间" en:"Agreed time"`
}

// Verb is "engage".
func (Engage) Verb() string { return "engage" }

// Site is the community that ordered it.
func (e Engage) Site() orgtree.Code { return e.Community }

// Report reports in (报到).
type Report struct{}

// Verb is "report".
func (Report) Verb() string { return "report" }

// Finish says that it is done and how long it took (完成).
type Finish struct {
	Minutes int    `json:"minutes" zh:"时长（分钟）" en:"Minutes" rule:"required,min=1,max=720"`
	Text    string `json:"text,omitempty" zh:"情况" en:"Remark" rule:"max=1000" personal:"content"`
}

// Verb is "finish".
func (Finish) Verb() string { return "finish" }

// Confirm confirms it and rates it (确认并评价).
type Confirm struct {
	Rating Rating `json:"rating,omitempty" zh:"评价" en:"Rating"`
	Text   string `json:"text,omitempty" zh:"评语" en:"Remark" rule:"max=1000" personal:"content"`
}

// Verb is "confirm".
func (Confirm) Verb() string { return "confirm" }

// Object does not confirm it as it was said (有异议).
type Object struct {
	Reason governance.Reason `json:"reason"`
}

// Verb is "object".
func (Object) Verb() string { return "object" }

// Miss says that the helper did not come (爽约).
type Miss struct{}

// Verb is "miss".
func (Miss) Verb() string { return "miss" }

// StepBack gives the need back before its time (退单).
type StepBack struct {
	Reason governance.Reason `json:"reason"`
}

// Verb is "step-back".
func (StepBack) Verb() string { return "step-back" }

// Release follows when the need was called off.
type Release struct{}

// Verb is "release".
func (Release) Verb() string { return "release" }

// Rating is how content the poster is (评价).
type Rating string

// Choices lists the five steps.
func (Rating) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf("very", "非常满意", "very satisfied"), governance.ChoiceOf("satisfied", "满意", "satisfied"), governance.ChoiceOf("fairly", "基本满意", "fairly satisfied"),
		governance.ChoiceOf("dissatisfied", "不满意", "dissatisfied"), governance.ChoiceOf("very-dissatisfied", "非常不满意", "very dissatisfied"),
	}
}

// satisfied reports whether it counts as content: 基本满意 does, as everywhere in the
// default rule set [D].
func (r Rating) satisfied() bool { return r == "very" || r == "satisfied" || r == "fairly" }
