package casework

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// KindCase is the kind under which matters are kept.
const KindCase = "case"

// A Case is one resident's matter (居事). Only what its rules look at, or what
// those who may see it want to read, is kept in it; who said what and when
// stands in its history.
type Case struct {
	governance.Head

	Title    string  `json:"title" zh:"标题" en:"Title" personal:"content"`
	Text     string  `json:"text" zh:"内容" en:"Text" personal:"content"`
	Category string  `json:"category" zh:"类别" en:"Category"`
	Urgency  Urgency `json:"urgency,omitempty" zh:"紧急程度" en:"Urgency"`
	Place    Place   `json:"place" zh:"地点" en:"Place"`
	Sender   Sender  `json:"sender" zh:"反映人" en:"Sender"`

	Community   orgtree.Code `json:"community" zh:"属地社区" en:"Community of the place"`
	Checker     orgtree.Code `json:"checker" zh:"核验组织" en:"Checking organisation"`
	Base        orgtree.Code `json:"base" zh:"吹哨组织" en:"Organisation that may whistle"`
	Whistler    orgtree.Code `json:"whistler,omitempty" zh:"吹哨单位" en:"Whistler"`
	First       orgtree.Code `json:"first,omitempty" zh:"首接单位" en:"First responsible"`
	Coordinator orgtree.Code `json:"coordinator,omitempty" zh:"协调单位" en:"Coordinating unit"`

	List       List       `json:"list" zh:"清单" en:"List"`
	Units      []Involved `json:"units" zh:"办理单位" en:"Units"`
	Stages     []Stage    `json:"stages,omitempty" zh:"阶段" en:"Stages"`
	ReviewOn   civil.Date `json:"reviewOn,omitzero" zh:"复查日" en:"To be looked at again on"`
	ReviewDue  bool       `json:"reviewDue,omitempty" zh:"待复查" en:"Due to be looked at again"`
	Explained  time.Time  `json:"explained,omitzero" zh:"说明时间" en:"Explained"`
	Understood *bool      `json:"understood,omitempty" zh:"是否谅解" en:"Understood"`

	Extension  *Extension `json:"extension,omitempty" zh:"延期申请" en:"Extension asked for"`
	Extensions int        `json:"extensions,omitempty" zh:"延期次数" en:"Extensions granted"`
	Paused     time.Time  `json:"paused,omitzero" zh:"挂起时间" en:"Paused since"`
	Pauses     int        `json:"pauses,omitempty" zh:"挂起次数" en:"Times paused"`

	Conclusion Outcome          `json:"conclusion,omitempty" zh:"办理结论" en:"Conclusion"` // becomes the outcome at closing
	Result     string           `json:"result,omitempty" zh:"办理情况" en:"Result" personal:"content"`
	Completed  time.Time        `json:"completed,omitzero" zh:"办结时间" en:"Completed"` // the last unit's result passed its check
	Answer     string           `json:"answer,omitempty" zh:"反馈" en:"Answer" personal:"content"`
	Answered   time.Time        `json:"answered,omitzero" zh:"反馈时间" en:"Answered"`
	Notice     uuid.UUID        `json:"notice,omitzero" zh:"公开" en:"Publication"`
	Published  time.Time        `json:"published,omitzero" zh:"公开时间" en:"Published"`
	Asked      time.Time        `json:"asked,omitzero" zh:"征询评价时间" en:"Asked for ratings"`
	Ratings    []Rating         `json:"ratings" zh:"评价" en:"Ratings"`
	Owing      []Rater          `json:"owing,omitempty" zh:"待评价" en:"Still to rate"`
	Reopened   int              `json:"reopened,omitempty" zh:"重办次数" en:"Times reopened"`
	Returns    int              `json:"returns,omitempty" zh:"退回次数" en:"Times sent back"`
	RefusedBy  []orgtree.Code   `json:"refusedBy,omitempty" zh:"退单单位" en:"Who refused"`
	Sample     uuid.UUID        `json:"sample,omitzero" zh:"抽查" en:"Sample drawn"` // of what it passed last
	Urged      int              `json:"urged,omitempty" zh:"催办次数" en:"Times urged"`
	Supervised int              `json:"supervised,omitempty" zh:"督办次数" en:"Times supervised"`
	Prompted   bool             `json:"prompted,omitempty" zh:"待报进展" en:"Progress asked for"`
	Progressed time.Time        `json:"progressed,omitzero" zh:"最近进展" en:"Last progress"`
	Instead    string           `json:"instead,omitempty" zh:"可转往" en:"Where to turn instead" personal:"content"`
	Into       uuid.UUID        `json:"mergedInto,omitzero" zh:"并入" en:"Merged into"`
	Kept       governance.Phase `json:"keptPhase,omitempty" zh:"并案前阶段" en:"Phase before merging"`
	Merged     []uuid.UUID      `json:"merged,omitempty" zh:"并入的事项" en:"Merged from"`
	Children   int              `json:"children,omitempty" zh:"子事项" en:"Children"`
	Unclosed   int              `json:"openChildren,omitempty" zh:"未结子事项" en:"Children still open"`
}

// A Place is where a matter is: a unit, or as near as can be said.
type Place struct {
	Unit       orgtree.Code `json:"unit" zh:"单位代码" en:"Unit" rule:"required"`
	Address    string       `json:"address,omitempty" zh:"详细地址" en:"Address" rule:"max=200" personal:"content"`
	Coordinate string       `json:"coordinate,omitempty" zh:"经纬度" en:"Longitude, latitude" rule:"max=40" personal:"content"`
}

// A Sender is who sent the matter, as they gave themselves. The account is not
// among it: the record keeps the person's id only, as the matter's subject.
type Sender struct {
	Name      string       `json:"name,omitempty" zh:"姓名" en:"Name" rule:"max=50" personal:"identity" mask:"name"`
	Phone     string       `json:"phone,omitempty" zh:"电话" en:"Phone" rule:"max=30" personal:"identity" mask:"phone"`
	Anonymous bool         `json:"anonymous,omitempty" zh:"匿名" en:"Anonymous"`
	Unit      orgtree.Code `json:"unit,omitempty" zh:"反映单位" en:"Sending unit"`
}

// An Involved unit is one that reported in or was asked to.
type Involved struct {
	Unit    orgtree.Code `json:"unit"`
	Kind    orgtree.Kind `json:"kind"`
	Role    Role         `json:"role"`
	State   Standing     `json:"state"`
	Binding bool         `json:"binding,omitempty"` // the centre has ruled: it cannot refuse again
	Outcome Solution     `json:"outcome,omitempty"`
	TakenAt time.Time    `json:"takenAt,omitzero"`
	DoneAt  time.Time    `json:"doneAt,omitzero"`
}

// A Stage is one step of a matter on the phased list.
type Stage struct {
	Name     string    `json:"name" zh:"阶段" en:"Name" rule:"required,max=100"`
	Days     int       `json:"days" zh:"工作日" en:"Working days" rule:"required,min=1,max=250"`
	Finished time.Time `json:"finished,omitzero"`
}

// An Extension is a unit's wish for more time, until the centre decides.
type Extension struct {
	Unit orgtree.Code `json:"unit"`
	Days int          `json:"days"`
}

// A Rater is one of the two who rate: the whistler, or whoever first sent the
// matter.
type Rater string

// The raters.
const (
	ByWhistler Rater = "whistler"
	BySender   Rater = "sender"
)

// A Rating is what one rater said of one unit. One that was not given in time
// is registered as not given, never as satisfied.
type Rating struct {
	By           Rater        `json:"by"`
	Unit         orgtree.Code `json:"unit"`
	Given        bool         `json:"given"`
	Satisfaction Satisfaction `json:"satisfaction,omitempty"`
	Solved       Solution     `json:"solved,omitempty"`
	At           time.Time    `json:"at"`
}

// unit returns the part of a unit, or nil.
func (c *Case) unit(code orgtree.Code) *Involved {
	for i := range c.Units {
		if c.Units[i].Unit == code {
			return &c.Units[i]
		}
	}
	return nil
}

// lead returns the part of the lead, or nil while there is none.
func (c *Case) lead() *Involved {
	for i := range c.Units {
		if c.Units[i].Role == Lead {
			return &c.Units[i]
		}
	}
	return nil
}

// part returns the acting unit's part in one of the standings, or nil. A
// successor also acts for the units whose work it inherited.
func (c *Case) part(m *governance.Moment, in ...Standing) *Involved {
	for i := range c.Units {
		u := &c.Units[i]
		if slices.Contains(in, u.State) && actsFor(m, u.Unit) {
			return u
		}
	}
	return nil
}

// actsFor reports whether the acting unit is a unit or has inherited its work.
func actsFor(m *governance.Moment, unit orgtree.Code) bool {
	if unit == m.Acting.Unit {
		return true
	}
	heir, ok := m.Org.Successor(unit)
	return ok && heir == m.Acting.Unit
}

// every reports whether all units but one are in one of the standings.
func (c *Case) every(except *Involved, in ...Standing) bool {
	for i := range c.Units {
		if u := &c.Units[i]; u != except && !slices.Contains(in, u.State) {
			return false
		}
	}
	return true
}
