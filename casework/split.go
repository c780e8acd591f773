package casework

import (
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Split divides a matter that asks for several things into children (拆分): at
// most ten, one level [D]. The parent completes after its children.
type Split struct {
	Parts []Part `json:"parts" zh:"子事项" en:"Parts" rule:"required,min=2,max=50" personal:"content"`
}

// A Part is one child to be.
type Part struct {
	Title    string `json:"title" zh:"标题" en:"Title" rule:"required,max=100" personal:"content"`
	Text     string `json:"text" zh:"内容" en:"Text" rule:"required,max=5000" personal:"content"`
	Category string `json:"category,omitempty" zh:"类别" en:"Category" rule:"max=32"`
	Place    *Place `json:"place,omitempty" zh:"地点" en:"Place"`
}

// Verb is "split".
func (Split) Verb() string { return "split" }

func (c *Case) canSplit(cmd Split, m *governance.Moment) error {
	if c.hasParent() {
		return governance.Refuse("子事项不能再拆分", "a child cannot be split again")
	}
	if !c.Paused.IsZero() {
		return governance.Refuse("挂起期间不能拆分", "not while the clock stands still")
	}
	if c.Children >= policy(m).MaxParts {
		return governance.Refuse("子事项已达上限", "it has as many children as it may")
	}
	var f governance.Faults
	if c.Children+len(cmd.Parts) > policy(m).MaxParts {
		f.Add("parts", "too-many", "超过子事项上限", "would make more children than a matter may have")
	}
	for i, p := range cmd.Parts {
		checkCategory(&f, fmt.Sprintf("parts[%d].category", i), p.Category, m)
		if p.Place == nil {
			continue
		}
		path := fmt.Sprintf("parts[%d].place", i)
		checkPlace(&f, path, *p.Place, m)
		if m.Org.Has(p.Place.Unit) && !c.reaches(p.Place.Unit, m) {
			f.Add(path+".unit", "elsewhere", "不能跨区拆分；吹哨后不能跨镇街拆分", "lies in another district, or in another town than the one that has reported in")
		}
	}
	return f.Err()
}

// reaches reports whether a part of the matter may lie at a unit: in its
// district, and once a town has it in hand, in that town.
func (c *Case) reaches(unit orgtree.Code, m *governance.Moment) bool {
	if district, _ := m.Org.District(unit); district != c.District {
		return false
	}
	town, _ := m.Org.Town(unit)
	own := c.town(m)
	return c.Whistler == "" || town == own
}

func (c *Case) split(cmd Split, m *governance.Moment) {
	for i, p := range cmd.Parts {
		b := Branch{
			Parent: c.ID, Title: p.Title, Text: p.Text, Category: p.Category, Place: c.Place,
			Sender: c.Sender, Subject: c.Subject, Checker: c.Checker, Base: c.Base,
			Whistler: c.Whistler, Phase: c.Phase, Urgency: c.Urgency, Clocks: c.inherited(c.Children == 0 && i == 0),
		}
		if p.Place != nil {
			b.Place = *p.Place
		}
		if p.Category == "" {
			b.Category = c.Category
		}
		for i := range c.Units {
			b.Towns = append(b.Towns, c.Units[i].Unit)
		}
		m.Open(KindCase, b)
	}
	c.Children += len(cmd.Parts)
	c.Unclosed += len(cmd.Parts)
}

// inherited returns the clocks that a child takes over: the town has its five
// working days from the whistle, whatever it splits. The first child also takes
// those that have ended, so that they still count, and count once.
func (c *Case) inherited(first bool) []governance.Deadline {
	var out []governance.Deadline
	for _, d := range c.Deadlines {
		names := []string{LimitTown, LimitRework, LimitTriage}
		if !d.Open() {
			names = []string{LimitVerify, LimitReportIn, LimitTown}
		}
		if slices.Contains(names, d.Name) && (d.Open() || first && !d.Lifted) {
			out = append(out, d)
		}
	}
	return out
}

// Branch opens a child where its parent stands: checked and whistled already,
// if the parent was.
type Branch struct {
	Parent   uuid.UUID        `json:"parent" zh:"上级事项" en:"Parent" rule:"required"`
	Title    string           `json:"title" zh:"标题" en:"Title" rule:"required,max=100" personal:"content"`
	Text     string           `json:"text" zh:"内容" en:"Text" rule:"required,max=5000" personal:"content"`
	Category string           `json:"category,omitempty" zh:"类别" en:"Category"`
	Urgency  Urgency          `json:"urgency,omitempty" zh:"紧急程度" en:"Urgency"`
	Place    Place            `json:"place" zh:"地点" en:"Place" rule:"required"`
	Sender   Sender           `json:"sender,omitzero" zh:"反映人" en:"Sender"`
	Subject  string           `json:"subject,omitempty" zh:"当事人" en:"Subject"`
	Checker  orgtree.Code     `json:"checker" zh:"核验组织" en:"Checking organisation"`
	Base     orgtree.Code     `json:"base" zh:"吹哨组织" en:"Organisation that may whistle"`
	Whistler orgtree.Code     `json:"whistler,omitempty" zh:"吹哨单位" en:"Whistler"`
	Phase    governance.Phase `json:"phase" zh:"阶段" en:"Phase"`
	Towns    []orgtree.Code   `json:"towns,omitempty" zh:"已报到单位" en:"Reported in already"`

	Clocks []governance.Deadline `json:"clocks,omitempty" zh:"时限" en:"Time limits taken over"`
}

// Verb is "branch".
func (Branch) Verb() string { return "branch" }

// Site is the unit that the child is about.
func (b Branch) Site() orgtree.Code { return b.Place.Unit }

func (c *Case) branch(cmd Branch, m *governance.Moment) {
	c.Title, c.Text, c.Category, c.Urgency = cmd.Title, cmd.Text, cmd.Category, cmd.Urgency
	c.Place, c.Sender, c.Subject = cmd.Place, cmd.Sender, cmd.Subject
	c.Checker, c.Base, c.Whistler = cmd.Checker, cmd.Base, cmd.Whistler
	c.Community = m.UnitAt(governance.Of(orgtree.Community, cmd.Place.Unit))
	c.Head.Parent, c.Phase = cmd.Parent, cmd.Phase
	c.Units, c.Ratings, c.Deadlines = []Involved{}, []Rating{}, cmd.Clocks
	switch cmd.Phase {
	case PhaseReported:
		c.Start(m, LimitVerify, c.Checker)
	case PhaseVerified:
		c.Start(m, LimitDecide, c.Base)
	case PhaseAtTown, PhaseEscalated:
		for _, code := range cmd.Towns {
			state := Taken
			if cmd.Phase == PhaseEscalated {
				state = Done
			}
			c.Units = append(c.Units, Involved{Unit: code, Kind: m.Org.Kind(code), Role: Lead, State: state, TakenAt: m.Now()})
			c.First, c.Coordinator = code, code
		}
	}
}

// ChildClosed tells a parent that a child is closed.
type ChildClosed struct{}

// Verb is "child-closed".
func (ChildClosed) Verb() string { return "child-closed" }

func (c *Case) childClosed(_ ChildClosed, m *governance.Moment) {
	c.Unclosed--
	c.closeWhenRated(m)
}

// ChildReopened tells a parent that a child is open again.
type ChildReopened struct{}

// Verb is "child-reopened".
func (ChildReopened) Verb() string { return "child-reopened" }

func (c *Case) childReopened(ChildReopened, *governance.Moment) { c.Unclosed++ }

func (c *Case) hasParent() bool { return c.Head.Parent != uuid.Nil }

func (c *Case) parentRef() governance.Ref { return caseRef(c.Head.Parent) }
