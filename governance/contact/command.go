package contact

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/orgtree"
)

// TieTo ties a leader to a unit (安排挂钩).
type TieTo struct {
	Leader string       `json:"leader" zh:"挂钩领导" en:"Leader's person id" rule:"required,max=64"`
	Unit   orgtree.Code `json:"unit" zh:"联系点" en:"Unit" rule:"required"`
	From   civil.Date   `json:"from,omitzero" zh:"自（默认今天）" en:"First day, today if none is given"`
	Until  civil.Date   `json:"until" zh:"至" en:"Last day" rule:"required"`
}

// Verb is "tie".
func (TieTo) Verb() string { return "tie" }

// Site is the unit that a leader is tied to.
func (c TieTo) Site() orgtree.Code { return c.Unit }

// Prolong lets a term last longer, or end earlier (调整期限).
type Prolong struct {
	Until civil.Date `json:"until" zh:"至" en:"Last day" rule:"required"`
}

// Verb is "prolong".
func (Prolong) Verb() string { return "prolong" }

// HandOver ends a term and begins a successor's, with all problems that are open (交接).
type HandOver struct {
	Leader string     `json:"leader" zh:"接任领导" en:"Successor's person id" rule:"required,max=64"`
	Until  civil.Date `json:"until" zh:"至" en:"Last day" rule:"required"`
}

// Verb is "hand-over".
func (HandOver) Verb() string { return "hand-over" }

// Succeed begins the successor's term; it is given by the term before.
type Succeed struct {
	Leader   string       `json:"leader" zh:"接任领导" en:"Leader" rule:"required,max=64"`
	Unit     orgtree.Code `json:"unit" zh:"联系点" en:"Unit" rule:"required"`
	Until    civil.Date   `json:"until" zh:"至" en:"Last day" rule:"required"`
	Problems []uuid.UUID  `json:"problems,omitempty" zh:"未解决问题" en:"Problems that are open"`
}

// Verb is "succeed".
func (Succeed) Verb() string { return "succeed" }

// Site is the unit that the leader is tied to.
func (c Succeed) Site() orgtree.Code { return c.Unit }

// Relieve ends a term before its day (结束挂钩).
type Relieve struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500" personal:"content"`
}

// Verb is "relieve".
func (Relieve) Verb() string { return "relieve" }

// Expire is given by time after the last day.
type Expire struct{}

// Verb is "expire".
func (Expire) Verb() string { return "expire" }

// Call records a visit (走访).
type Call struct {
	Day    civil.Date `json:"day" zh:"走访日" en:"Day" rule:"required"`
	Manner Manner     `json:"manner" zh:"方式" en:"Manner" rule:"required"`
	Text   string     `json:"text,omitempty" zh:"走访情况" en:"Account" rule:"max=2000" personal:"content"`
}

// Verb is "visit".
func (Call) Verb() string { return "visit" }

// RecordVisit opens the record of a visit; it is given by the tie.
type RecordVisit struct {
	Tie    uuid.UUID    `json:"tie" zh:"挂钩关系" en:"Tie" rule:"required"`
	Leader string       `json:"leader" zh:"挂钩领导" en:"Leader" rule:"required,max=64"`
	Unit   orgtree.Code `json:"unit" zh:"联系点" en:"Unit" rule:"required"`
	Day    civil.Date   `json:"day" zh:"走访日" en:"Day" rule:"required"`
	Manner Manner       `json:"manner" zh:"方式" en:"Manner" rule:"required"`
	Text   string       `json:"text,omitempty" zh:"走访情况" en:"Account" rule:"max=2000" personal:"content"`
}

// Verb is "record".
func (RecordVisit) Verb() string { return "record" }

// Site is the unit that was visited.
func (c RecordVisit) Site() orgtree.Code { return c.Unit }

// Void takes back a visit that was recorded by mistake (作废).
type Void struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500" personal:"content"`
}

// Verb is "void".
func (Void) Verb() string { return "void" }

// Discount tells the tie that a visit is void.
type Discount struct{}

// Verb is "discount".
func (Discount) Verb() string { return "discount" }

// Raise brings a problem up (点题).
type Raise struct {
	Title string `json:"title" zh:"标题" en:"Title" rule:"required,max=100" personal:"content"`
	Text  string `json:"text" zh:"问题" en:"Problem" rule:"required,max=5000" personal:"content"`
}

// Verb is "raise".
func (Raise) Verb() string { return "raise" }

// Pose opens the record of a problem; it is given by the tie.
type Pose struct {
	Tie    uuid.UUID    `json:"tie" zh:"挂钩关系" en:"Tie" rule:"required"`
	Leader string       `json:"leader" zh:"挂钩领导" en:"Leader" rule:"required,max=64"`
	Unit   orgtree.Code `json:"unit" zh:"联系点" en:"Unit" rule:"required"`
	Title  string       `json:"title" zh:"标题" en:"Title" rule:"required,max=100" personal:"content"`
	Text   string       `json:"text" zh:"问题" en:"Problem" rule:"required,max=5000" personal:"content"`
}

// Verb is "pose".
func (Pose) Verb() string { return "pose" }

// Site is the unit that has the problem.
func (c Pose) Site() orgtree.Code { return c.Unit }

// Analyse finds where the difficulty lies, what is to be done, by whom and by when (破题).
type Analyse struct {
	Cause string       `json:"cause" zh:"症结" en:"Cause" rule:"required,max=2000" personal:"content"`
	Plan  string       `json:"plan" zh:"办法" en:"Plan" rule:"required,max=2000" personal:"content"`
	Owner orgtree.Code `json:"owner" zh:"责任单位" en:"Whose it is to do" rule:"required"`
	Due   civil.Date   `json:"due" zh:"完成期限" en:"By when" rule:"required"`
}

// Verb is "analyse".
func (Analyse) Verb() string { return "analyse" }

// PassOn has another institution bring the solution (转办).
type PassOn struct {
	Target   Target `json:"target" zh:"转往" en:"Passed on to" rule:"required"`
	Category string `json:"category,omitempty" zh:"类别" en:"Category there" rule:"max=32"`
}

// Verb is "pass-on".
func (PassOn) Verb() string { return "pass-on" }

// Report says that a problem has been dealt with (上报解决情况).
type Report struct {
	Text string `json:"text" zh:"解决情况" en:"Result" rule:"required,max=2000" personal:"content"`
}

// Verb is "report".
func (Report) Verb() string { return "report" }

// SendBack finds that it is not solved yet (退回).
type SendBack struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500" personal:"content"`
}

// Verb is "return".
func (SendBack) Verb() string { return "return" }

// Solve finds that it is solved (解题).
type Solve struct {
	Text string `json:"text,omitempty" zh:"解决情况" en:"Result" rule:"max=2000" personal:"content"`
}

// Verb is "solve".
func (Solve) Verb() string { return "solve" }

// GiveUp ends a problem that cannot be solved (销号未解).
type GiveUp struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500" personal:"content"`
}

// Verb is "give-up".
func (GiveUp) Verb() string { return "give-up" }

// Settle tells the tie that a problem is at its end.
type Settle struct {
	Solved bool `json:"solved" zh:"已解决" en:"Solved"`
}

// Verb is "settle".
func (Settle) Verb() string { return "settle" }

// Inherit puts a problem with the successor's term.
type Inherit struct {
	Leader string    `json:"leader" zh:"接任领导" en:"Successor" rule:"required,max=64"`
	Tie    uuid.UUID `json:"tie" zh:"挂钩关系" en:"Tie" rule:"required"`
}

// Verb is "inherit".
func (Inherit) Verb() string { return "inherit" }
