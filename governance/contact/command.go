package contact

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/contact/visit"
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
	Reason governance.Reason `json:"reason"`
}

// Verb is "relieve".
func (Relieve) Verb() string { return "relieve" }

// Expire is given by time after the last day.
type Expire struct{}

// Verb is "expire".
func (Expire) Verb() string { return "expire" }

// Call records a visit (走访).
type Call struct {
	Day    civil.Date   `json:"day" zh:"走访日" en:"Day" rule:"required"`
	Manner visit.Manner `json:"manner" zh:"方式" en:"Manner" rule:"required"`
	Text   string       `json:"text,omitempty" zh:"走访情况" en:"Account" rule:"max=2000" personal:"content"`
}

// Verb is "visit".
func (Call) Verb() string { return "visit" }

// Raise brings a problem up (点题).
type Raise struct {
	Title string `json:"title" zh:"标题" en:"Title" rule:"required,max=100" personal:"content"`
	Text  string `json:"text" zh:"问题" en:"Problem" rule:"required,max=5000" personal:"content"`
}

// Verb is "raise".
func (Raise) Verb() string { return "raise" }
