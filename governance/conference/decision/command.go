package decision

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Resolve opens a decision with its action items.
type Resolve struct {
	Text    string         `json:"text" zh:"决定" en:"Decision" rule:"required,max=5000" personal:"content"`
	Host    orgtree.Code   `json:"host" zh:"召集单位" en:"Who convened" rule:"required"`
	Problem uuid.UUID      `json:"problem,omitzero" zh:"所议问题" en:"Problem it is about"`
	Actions []Action       `json:"actions,omitempty" zh:"行动项" en:"Action items" rule:"max=20" personal:"content"`
	Units   []orgtree.Code `json:"units,omitempty" zh:"参会单位" en:"Units that take part" rule:"max=60"`
}

// Verb is "resolve".
func (Resolve) Verb() string { return "resolve" }

// Site is who convened.
func (r Resolve) Site() orgtree.Code { return r.Host }

// AddAction adds an action item to a decision that is being carried out (增加行动项).
type AddAction struct {
	Title string       `json:"title" zh:"行动项" en:"What" rule:"required,max=100" personal:"content"`
	Owner orgtree.Code `json:"owner" zh:"责任单位" en:"Who" rule:"required"`
	Due   civil.Date   `json:"due" zh:"完成期限" en:"By when" rule:"required"`
}

// Verb is "add-action".
func (AddAction) Verb() string { return "add-action" }

// An Action is an action item (行动项).
type Action struct {
	Title string       `json:"title" zh:"行动项" en:"What" rule:"required,max=100"`
	Owner orgtree.Code `json:"owner" zh:"责任单位" en:"Who" rule:"required"`
	Due   civil.Date   `json:"due" zh:"完成期限" en:"By when" rule:"required"`
}

// Faults names what is wrong with an action item.
func (a Action) Faults(f *governance.Faults, path string, within orgtree.Code, m *governance.Moment) {
	f.UnitOf(within, path+"owner", a.Owner, m)
	f.FromToday(path+"due", a.Due, m)
}
