package need

import (
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/mutualaid/help"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which needs are kept.
const Kind = help.KindNeed

// The phases of a need.
const (
	Posted    governance.Phase = "posted"    // 待核验
	Checked   governance.Phase = "checked"   // 待下单
	Open      governance.Phase = "open"      // 接单中
	Underway  governance.Phase = "underway"  // 进行中
	Unmet     governance.Phase = "unmet"     // 待另行安排
	Done      governance.Phase = "done"      // 已办结
	Dropped   governance.Phase = "dropped"   // 未办理
	Converted governance.Phase = "converted" // 已转为事项
)

// The outcomes beside the phases' own names.
const (
	Declined  = "declined"  // 不予办理
	Cancelled = "cancelled" // 取消
	Skipped   = "skipped"   // 本次取消
)

// The names of the limits.
const (
	LimitCheck   = "check"
	LimitOrder   = "order"
	LimitArrange = "arrange"
)

// A Need is something that neighbours can do for somebody (需求).
type Need struct {
	governance.Head
	Ask
	Unit      orgtree.Code `json:"unit,omitempty" zh:"发起单位" en:"Posted by the unit"`
	Checker   orgtree.Code `json:"checker" zh:"核验单位" en:"Checked by"`
	Community orgtree.Code `json:"community" zh:"社区" en:"Community"`
	Previous  uuid.UUID    `json:"previous,omitzero" zh:"上一次" en:"Occurrence before"`
	Taken     int          `json:"taken,omitempty" zh:"已接单" en:"Helpers"`
	Settled   int          `json:"settled,omitempty" zh:"已了结" en:"Helpers settled"`
	Served    int          `json:"served,omitempty" zh:"已服务" en:"Helpers who have helped"`
	Minutes   int          `json:"minutes,omitempty" zh:"服务时长（分钟）" en:"Minutes given"`
	Matter    uuid.UUID    `json:"matter,omitzero" zh:"转为事项" en:"Matter it became"`
	Ended     string       `json:"ended,omitempty" zh:"事项结果" en:"How the matter ended"`
}

// revealFor is how long after the agreed time a helper sees whom to find [D].
const revealFor = 72 * time.Hour

func (n *Need) canPost(cmd Post, m *governance.Moment) error {
	var f governance.Faults
	f.InCommunity("place", cmd.Place, m)
	f.Ahead("begins", cmd.Begins, m)
	if cmd.Repeat != nil {
		cmd.Repeat.Faults(&f, "repeat")
		if cmd.Until <= civil.DateOf(cmd.Begins) {
			f.Add("until", "before-begin", "应晚于首次约定日期", "does not lie after the first day")
		}
	}
	return f.Err()
}

func (n *Need) post(cmd Post, m *governance.Moment) {
	n.Ask = cmd.Ask
	n.Title, n.Unit = strings.TrimSpace(cmd.Title), m.Acting.Unit
	if n.Unit == "" {
		n.Subject = m.Actor.Person
	}
	n.Community = m.UnitAt(governance.Of(orgtree.Community, cmd.Place))
	n.Checker = n.checker(m)
	n.Start(m, LimitCheck, n.Checker)
}

// checker is the poster's own organisation; of one unknown, or of another
// district, the community of the place.
func (n *Need) checker(m *governance.Moment) orgtree.Code {
	own, ok := m.Org.CheckingOrgOf(n.Subject)
	if n.Unit != "" {
		own, ok = m.Org.CheckingOrg(n.Unit)
	}
	if district, _ := m.Org.District(own); !ok || district != n.District {
		return n.Community
	}
	return own
}

func (n *Need) recur(cmd Recur, m *governance.Moment) {
	n.Ask = cmd.Ask
	n.Subject, n.Unit, n.Checker, n.Community = cmd.Poster, cmd.Unit, cmd.Checker, cmd.Community
	n.Previous = m.Cause.Ref.ID
	n.Schedule(n.Begins, "begin")
}

// again opens the next occurrence of a need that recurs; this one recurs no more.
func (n *Need) again(m *governance.Moment) {
	if n.Repeat == nil {
		return
	}
	day := civil.DateOf(n.Begins)
	next, ok := n.Repeat.Next(day, m.Calendar)
	if ok && next <= n.Until {
		ask := n.Ask
		ask.Begins = n.Begins.Add(next.Start().Sub(day.Start()))
		m.Open(Kind, Recur{Ask: ask, Poster: n.Subject, Unit: n.Unit, Checker: n.Checker, Community: n.Community})
	}
	n.Repeat = nil
}

func (n *Need) check(_ Check, m *governance.Moment) {
	n.MeetAll(m, LimitCheck)
	n.Start(m, LimitOrder, n.Community)
}

func (n *Need) canOrder(_ Order, m *governance.Moment) error {
	if !n.Begins.After(m.Now()) {
		return governance.Refuse("约定时间已过，请先改期", "its time has passed; set another first")
	}
	return nil
}

func (n *Need) order(_ Order, m *governance.Moment) {
	n.MeetAll(m, LimitOrder)
	n.Schedule(n.Begins, "begin")
}

func (n *Need) decline(_ Decline, m *governance.Moment) { n.end(m, Declined) }

func (n *Need) canReschedule(cmd Reschedule, m *governance.Moment) error {
	if n.Phase == Open && n.Taken > 0 {
		return governance.Refuse("已有人接单，不能改期", "somebody has taken it for this time")
	}
	var f governance.Faults
	f.Ahead("begins", cmd.Begins, m)
	return f.Err()
}

// reschedule sets another time; one that nobody met is open again.
func (n *Need) reschedule(cmd Reschedule, m *governance.Moment) {
	n.Begins = cmd.Begins
	if n.Phase == Unmet {
		n.MeetAll(m, LimitArrange)
		n.Phase, n.Taken, n.Settled = Open, 0, 0
	}
	if n.Phase == Open {
		n.Schedule(n.Begins, "begin")
	}
}

func (n *Need) canTake(cmd Take, m *governance.Moment) error {
	switch {
	case n.Taken >= n.Wanted:
		return governance.Refuse("人数已满", "there are enough helpers")
	case n.Subject != "" && n.Subject == m.Actor.Person:
		return governance.Refuse("不能接自己的单", "nobody takes their own need")
	}
	var f governance.Faults
	if cmd.Unit != "" && !slices.ContainsFunc(m.Actor.Posts, func(p orgtree.Post) bool { return p.Unit == cmd.Unit }) {
		f.Add("unit", "not-yours", "不能代表该单位", "is not a unit you act for")
	}
	return f.Err()
}

func (n *Need) take(cmd Take, m *governance.Moment) {
	m.Acting = orgtree.Post{} // of their own accord, unless they say otherwise
	if at := slices.IndexFunc(m.Actor.Posts, func(p orgtree.Post) bool { return p.Unit == cmd.Unit }); at >= 0 {
		m.Acting = m.Actor.Posts[at]
	}
	n.Taken++
	n.Revealed = append(n.Revealed, governance.Reveal{Person: m.Actor.Person, Until: n.Begins.Add(revealFor)})
	m.Open(help.Kind, help.Engage{
		Need: n.ID, Helper: m.Actor.Person, Unit: cmd.Unit, Poster: n.Subject, PosterUnit: n.Unit, Community: n.Community, Begins: n.Begins,
	})
}

func (n *Need) giveBack(_ help.GiveBack, m *governance.Moment) {
	n.Taken--
	n.Revealed = slices.DeleteFunc(n.Revealed, func(r governance.Reveal) bool { return r.Person == m.Actor.Person })
}
