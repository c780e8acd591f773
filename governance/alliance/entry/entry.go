package entry

import (
	"strings"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/alliance/item"
	"github.com/jinlin-project/jinlin/governance/alliance/member"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which the resource list and the need list are kept.
const Kind = item.KindEntry

// The phases of an entry.
const (
	Open      governance.Phase = "open"      // 待对接
	Matched   governance.Phase = "matched"   // 已对接
	Met       governance.Phase = "met"       // 已满足
	Withdrawn governance.Phase = "withdrawn" // 已撤回
)

// An Entry is one line of the resource list or the need list (资源清单、需求清单).
type Entry struct {
	governance.Head
	Core  orgtree.Code `json:"core" zh:"核心社区" en:"Community of the alliance"`
	Owner orgtree.Code `json:"owner" zh:"成员单位" en:"Whose it is"`
	List  List         `json:"list" zh:"清单" en:"List"`
	Sort  Sort         `json:"sort" zh:"类别" en:"Sort"`
	Title string       `json:"title" zh:"标题" en:"Title" personal:"content"`
	Text  string       `json:"text,omitempty" zh:"内容" en:"Text" personal:"content"`
	Item  uuid.UUID    `json:"item,omitzero" zh:"对接项目" en:"Project it is matched in"`
	Times int          `json:"times,omitempty" zh:"使用次数" en:"Times used"`
}

func (e *Entry) enter(cmd Enter, _ *governance.Moment) {
	e.Parent, e.Core, e.Owner, e.List, e.Sort = cmd.Alliance, cmd.Core, cmd.Owner, cmd.List, cmd.Sort
	e.Title, e.Text = strings.TrimSpace(cmd.Title), cmd.Text
}

// canMatch asks for an open resource of the same sort in the same alliance, and that
// both its owner and the need's are members still.
func (e *Entry) canMatch(cmd Match, m *governance.Moment) error {
	if e.List != Needs {
		return governance.Refuse("由需求对接资源", "it is needs that are matched with resources")
	}
	var f governance.Faults
	f.FromToday("day", cmd.Day, m)
	if r, ok := governance.Answered[Offer](m, Kind, "offer"); ok {
		switch {
		case r.Alliance != e.Parent || r.List != Resources:
			f.Add("resource", "no-resource", "不是本联盟的资源", "is no resource of this alliance")
		case r.Phase != Open:
			f.Add("resource", "not-open", "资源已被对接或撤回", "is in use, or withdrawn")
		case r.Sort != e.Sort:
			f.Add("resource", "other-sort", "与需求类别不同", "is of another sort than the need")
		}
		if seats, ok := governance.Answered[Seated](m, member.KindAlliance, "seated"); ok && (!seats[e.Owner] || !seats[r.Owner] && r.Owner != "") {
			f.Add("resource", "no-member", "双方须为现成员单位", "is not of a member any more, or the need is not")
		}
	}
	return f.Err()
}

// match makes need and resource a project, which the resource's owner leads.
func (e *Entry) match(cmd Match, m *governance.Moment) {
	r, _ := governance.Answered[Offer](m, Kind, "offer")
	set := item.Set{Alliance: e.Parent, Core: e.Core, Together: cmd.Together, Title: e.Title, Text: e.Text, Lead: r.Owner, Day: cmd.Day, Need: m.Ref.ID, Resource: cmd.Resource}
	if e.Owner != r.Owner {
		set.With = []orgtree.Code{e.Owner}
	}
	e.Item = m.Open(item.Kind, set).ID
	m.Send(governance.Ref{Kind: Kind, ID: cmd.Resource}, Engage{Item: e.Item})
	m.Send(governance.Ref{Kind: member.KindAlliance, ID: e.Parent}, item.Count{Open: 1})
}

func (e *Entry) engage(cmd Engage, _ *governance.Moment) { e.Item = cmd.Item }

// free ends a match. A need that was met is at its end; a resource can be used again.
func (e *Entry) free(cmd item.Free, m *governance.Moment) {
	e.Item, e.Phase = uuid.Nil, Open
	if cmd.Met {
		e.Times++
	}
	if cmd.Met && e.List == Needs {
		e.Phase = Met
		e.Close(m, string(Met))
	}
}

func (e *Entry) withdraw(_ Withdraw, m *governance.Moment) { e.Close(m, string(Withdrawn)) }

func (e *Entry) wantsOffer(cmd Match, _ *governance.Moment) IDParams { return IDParams{cmd.Resource} }

func (e *Entry) wantsSeated(Match, *governance.Moment) IDParams { return IDParams{e.Parent} }

// A List says what an entry is on.
type List string

// Choices lists the lists with their labels.
func (List) Choices() []governance.Choice {
	return []governance.Choice{governance.ChoiceOf(Resources, "资源清单", "resource list"), governance.ChoiceOf(Needs, "需求清单", "need list")}
}

// The lists.
const (
	Resources List = "resource" // 资源清单
	Needs     List = "need"     // 需求清单
)

// A Sort is what kind of thing is there or lacking.
type Sort string

// Choices lists the sorts with their labels.
func (Sort) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf("venue", "场地", "room"), governance.ChoiceOf("people", "人才", "people"), governance.ChoiceOf("equipment", "设备", "equipment"),
		governance.ChoiceOf("funds", "资金", "money"), governance.ChoiceOf("service", "服务", "service"), governance.ChoiceOf("information", "信息", "information"),
	}
}
