package governance_test

import (
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// The toy institution: the key desk 钥匙借用. A resident asks for the key of a
// shared room, the community of the place lends it or passes the request up to
// the town, the key comes back and may have to be checked. Everything the law
// offers occurs in it once: a duty, a condition, two rows of one verb, a row
// that decides its phase, deadlines in days and hours, an extension, a pause
// that ends by itself, a timer, a claim, commands to records of the same and of
// another kind, a consequence nobody may give, personal data of both classes.

// Loan is the lending of one key.
type Loan struct {
	governance.Head
	Room     orgtree.Code `json:"room" zh:"场所" en:"Room"`
	Ward     orgtree.Code `json:"ward" zh:"社区" en:"Community"` // at the time it was asked
	Use      Use          `json:"use,omitempty" zh:"用途类别" en:"Use"`
	Key      string       `json:"key,omitempty" zh:"钥匙" en:"Key"`
	Purpose  string       `json:"purpose" zh:"用途" en:"Purpose" personal:"content"`
	Borrower Borrower     `json:"borrower" zh:"借用人" en:"Borrower"`
	Renewals int          `json:"renewals,omitempty" zh:"续借次数" en:"Renewals"`
	Slip     uuid.UUID    `json:"slip,omitzero" zh:"钥匙牌" en:"Tag"`
}

// Borrower is who borrows, nested so that sealing has to look inside.
type Borrower struct {
	Name  string `json:"name,omitempty" zh:"姓名" en:"Name" rule:"max=50" personal:"identity" mask:"name"`
	Phone string `json:"phone,omitempty" zh:"电话" en:"Phone" rule:"max=30" personal:"identity" mask:"phone"`
	Card  string `json:"card,omitempty" zh:"证件号" en:"Card" rule:"max=18" personal:"identity" mask:"id"`
	Group bool   `json:"group,omitempty" zh:"团体" en:"For a group"`
	Kin   Kin    `json:"kin,omitzero" zh:"联系人" en:"Contact"`
}

// Kin is whom to call instead.
type Kin struct {
	Name string `json:"name,omitempty" zh:"姓名" en:"Name" rule:"max=50" personal:"identity" mask:"name"`
	Note string `json:"note,omitempty" zh:"关系" en:"Relation" rule:"max=20"`
}

// Use is the category of a loan, by which the policy varies limits.
type Use string

// The uses.
const (
	Meeting Use = "meeting" // 会议
	Feast   Use = "feast"   // 宴席
)

// Choices lists the uses.
func (Use) Choices() []governance.Choice {
	return []governance.Choice{
		{Code: string(Meeting), Label: governance.Text{Zh: "会议", En: "meeting"}},
		{Code: string(Feast), Label: governance.Text{Zh: "宴席", En: "feast"}},
	}
}

// The phases of a loan.
const (
	Asked    governance.Phase = "asked"
	AtTown   governance.Phase = "at-town"
	Lent     governance.Phase = "lent"
	Checking governance.Phase = "checking"
	Returned governance.Phase = "returned"
	Refused  governance.Phase = "refused"
)

// The commands of a loan.
type (
	Ask struct {
		Room     orgtree.Code `json:"room" zh:"场所" en:"Room" rule:"required"`
		Use      Use          `json:"use,omitempty" zh:"用途类别" en:"Use"`
		Purpose  string       `json:"purpose" zh:"用途" en:"Purpose" rule:"required,min=2,max=60" personal:"content"`
		Borrower Borrower     `json:"borrower,omitzero" zh:"借用人" en:"Borrower"`
		Remark   string       `json:"remark,omitempty" zh:"附言" en:"Remark" rule:"max=20" personal:"content"`
	}
	Lend struct {
		Key string `json:"key" zh:"钥匙" en:"Key" rule:"required,max=10"`
	}
	PassUp struct{}
	Refuse struct {
		Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=100" personal:"content"`
	}
	Return struct {
		Damaged bool `json:"damaged,omitempty" zh:"损坏" en:"Damaged"`
	}
	Check struct{}
	Hold  struct {
		Days int `json:"days" zh:"工作日" en:"Working days" rule:"required,min=1,max=20"`
	}
	Resume struct{}
	Renew  struct {
		Days int `json:"days" zh:"工作日" en:"Working days" rule:"required,min=1,max=10"`
	}
	HandOn struct {
		To uuid.UUID `json:"to" zh:"转给" en:"To" rule:"required"`
	}
	Inherit struct {
		Key string `json:"key" zh:"钥匙" en:"Key"`
	}
	Lapse struct{}
)

func (Ask) Verb() string     { return "ask" }
func (Lend) Verb() string    { return "lend" }
func (PassUp) Verb() string  { return "pass-up" }
func (Refuse) Verb() string  { return "refuse" }
func (Return) Verb() string  { return "return" }
func (Check) Verb() string   { return "check" }
func (Hold) Verb() string    { return "hold" }
func (Resume) Verb() string  { return "resume" }
func (Renew) Verb() string   { return "renew" }
func (HandOn) Verb() string  { return "hand-on" }
func (Inherit) Verb() string { return "inherit" }
func (Lapse) Verb() string   { return "lapse" }

// Site is where the record is filed.
func (a Ask) Site() orgtree.Code { return a.Room }

func (l *Loan) desk(to []governance.Address) []governance.Address {
	return append(to, governance.Of(orgtree.Community, l.Room))
}

func (l *Loan) town(to []governance.Address) []governance.Address {
	return append(to, governance.Of(orgtree.Town, l.Ward))
}

func (l *Loan) centre(to []governance.Address) []governance.Address {
	return append(to, governance.Of(orgtree.Centre, l.District))
}

func (l *Loan) borrower(to []governance.Address) []governance.Address {
	return append(to, governance.Person(l.Subject))
}

func canAsk(_ *Loan, cmd Ask, m *governance.Moment) error {
	var faults governance.Faults
	if !m.Org.Has(cmd.Room) {
		faults.Add("room", "unknown-unit", "没有这个单位", "is not a unit")
	}
	return faults.Err()
}

func (l *Loan) ask(cmd Ask, m *governance.Moment) {
	l.Room, l.Use, l.Purpose, l.Borrower, l.Subject = cmd.Room, cmd.Use, cmd.Purpose, cmd.Borrower, m.Actor.Person
	l.Ward, _ = m.Org.Community(cmd.Room)
	l.Start(m, "decide", cmd.Room)
	l.Schedule(m.Now().AddDate(0, 0, 30), "lapse")
	l.Slip = m.Open("tag", Hang{Room: cmd.Room, Text: string(Asked)}).ID
}

func (l *Loan) lend(cmd Lend, m *governance.Moment) { l.give(cmd.Key, m) }

func (l *Loan) give(key string, m *governance.Moment) {
	l.Key = key
	m.Take(governance.Claim("key/" + key))
	l.MeetAll(m, "decide")
	l.MeetAll(m, "town")
	l.Unschedule("lapse")
	l.Start(m, "return", "")
	l.turn(m, string(Lent))
}

func (l *Loan) turn(m *governance.Moment, text string) {
	m.Send(governance.Ref{Kind: "tag", ID: l.Slip}, Turn{Text: text})
}

func (l *Loan) passUp(_ PassUp, m *governance.Moment) {
	l.MeetAll(m, "decide")
	l.Start(m, "town", "")
}

func (l *Loan) end(m *governance.Moment, outcome string) {
	l.Close(m, outcome)
	m.Send(governance.Ref{Kind: "tag", ID: l.Slip}, TakeDown{})
}

func (l *Loan) giveBack(cmd Return, m *governance.Moment) {
	l.Phase = Checking
	l.MeetAll(m, "return")
	l.Unschedule("resume")
	m.Release(governance.Claim("key/" + l.Key))
	if cmd.Damaged {
		l.Start(m, "check", "")
		l.turn(m, string(Checking))
		return
	}
	l.Phase = Returned
	l.end(m, "whole")
}

func (l *Loan) held() bool { _, ok := l.Scheduled("resume"); return ok }

func canHold(l *Loan, cmd Hold, m *governance.Moment) error {
	if l.held() {
		return governance.Refuse("已经停用", "the key is held already")
	}
	if cmd.Days == 0 { // asked what may be done next
		return nil
	}
	return m.Reaches(governance.Period{N: cmd.Days, Unit: governance.WorkingDays})
}

func (l *Loan) hold(cmd Hold, m *governance.Moment) {
	until, err := m.Calendar.Deadline(m.Now(), cmd.Days)
	if err == nil { // canHold has asked the same
		l.Schedule(until.Due(), "resume")
	}
	l.Pause(m)
}

func canResume(l *Loan, _ Resume, m *governance.Moment) error {
	if !m.Actor.System && !l.held() {
		return governance.Refuse("没有停用", "the key is not held")
	}
	return nil
}

func (l *Loan) resume(_ Resume, m *governance.Moment) {
	l.Unschedule("resume")
	l.Resume(m)
}

func canRenew(l *Loan, cmd Renew, m *governance.Moment) error {
	if l.Renewals >= m.Policy.(Rules).MaxRenewals {
		return governance.Refuse("续借次数已满", "it has been renewed often enough")
	}
	if cmd.Days == 0 { // asked what may be done next
		return nil
	}
	return m.Extends(l.Deadline("return", ""), cmd.Days)
}

func (l *Loan) renew(cmd Renew, m *governance.Moment) {
	l.Renewals++
	l.Deadline("return", "").Extend(m, cmd.Days)
}

func canHandOn(l *Loan, cmd HandOn, m *governance.Moment) error {
	var faults governance.Faults
	if cmd.To == m.Ref.ID {
		faults.Add("to", "itself", "不能转给自己", "is this loan itself")
	}
	return faults.Err()
}

func (l *Loan) handOn(cmd HandOn, m *governance.Moment) {
	m.Release(governance.Claim("key/" + l.Key))
	m.Send(governance.Ref{Kind: "loan", ID: cmd.To}, Inherit{Key: l.Key})
	l.end(m, "handed-on")
}

func canInherit(l *Loan, _ Inherit, _ *governance.Moment) error {
	if l.Use == Feast {
		return governance.Refuse("宴席须当面领取", "for a feast the key is fetched in person")
	}
	return nil
}

func (l *Loan) inherit(cmd Inherit, m *governance.Moment) { l.give(cmd.Key, m) }

// Rules is what a district may set.
type Rules struct {
	governance.Limits
	MaxRenewals int
}

func limit(name, zh, category string, n int, unit governance.PeriodUnit) governance.Limit {
	return governance.Limit{
		Name: name, Category: category, Period: governance.Period{N: n, Unit: unit}, Source: "toy",
		Label: governance.Text{Zh: zh, En: name}, Sentence: governance.Text{Zh: zh + "的时限", En: "how long " + name + " may take"},
	}
}

func houseRules() Rules {
	return Rules{MaxRenewals: 2, Limits: governance.Limits{
		limit("decide", "答复", "", 1, governance.WorkingDays),
		limit("decide", "宴席答复", "feast", 3, governance.WorkingDays),
		limit("town", "镇街答复", "", 4, governance.WorkingHours),
		limit("return", "归还", "", 5, governance.WorkingDays),
		limit("check", "查验", "", 1, governance.WorkingDays),
	}}
}

var (
	byDesk     = governance.By("desk", "属地社区", "the community of the place", (*Loan).desk)
	byTown     = governance.By("town", "属地镇街", "the town of the place", (*Loan).town)
	byCentre   = governance.By("centre", "中心", "the centre", (*Loan).centre)
	byBorrower = governance.By("borrower", "借用人", "the borrower", (*Loan).borrower)
	whenOpen   = governance.Phases(Asked, AtTown, Lent, Checking)
	always     = governance.Phases(Asked, AtTown, Lent, Checking, Returned, Refused)
)

func loanRules() []governance.Rule[Loan] {
	on, phases := governance.Phases, governance.Phases
	refuse := func(l *Loan, _ Refuse, m *governance.Moment) { l.end(m, "refused") }
	lapse := func(l *Loan, _ Lapse, m *governance.Moment) { l.end(m, "lapsed") }
	check := func(l *Loan, _ Check, m *governance.Moment) { l.MeetAll(m, "check"); l.end(m, "checked") }
	return []governance.Rule[Loan]{
		governance.On(on(governance.Unopened), phases(Asked), governance.ByAnyone[Loan](), canAsk, (*Loan).ask).
			As("loan.ask", "toy 1", "任何居民可以申请借用", "any resident may ask for a key").Starting("decide"),
		governance.On(on(Asked), phases(Lent), byDesk, nil, (*Loan).lend).
			As("loan.lend", "toy 2", "社区借出钥匙", "the community lends the key").MustAct().Starting("return").Ending("decide"),
		governance.On(on(AtTown), phases(Lent), byTown, nil, (*Loan).lend).
			As("loan.lend.town", "toy 2", "镇街借出钥匙", "the town lends the key").MustAct().Starting("return").Ending("town"),
		governance.On(on(Asked), phases(AtTown), byDesk, nil, (*Loan).passUp).
			As("loan.pass-up", "toy 3", "社区无权的，报镇街", "what is beyond the community goes to the town").Starting("town").Ending("decide"),
		governance.On(on(Asked, AtTown), phases(Refused), byDesk.Or(byTown), nil, refuse).
			As("loan.refuse", "toy 4", "不借的说明理由", "a refusal gives its reason").Ending("decide", "town"),
		governance.On(on(Lent), phases(Returned, Checking), byDesk.Or(byBorrower), nil, (*Loan).giveBack).
			As("loan.return", "toy 5", "归还；损坏的须查验", "the key comes back; a damaged one is checked").
			Owed((*Loan).borrower).Starting("check").Ending("return"),
		governance.On(on(Checking), phases(Returned), byDesk, nil, check).
			As("loan.check", "toy 6", "社区查验", "the community checks").MustAct().Ending("check"),
		governance.On(on(Lent), nil, byDesk, canHold, (*Loan).hold).
			As("loan.hold", "toy 7", "锁具维修期间停计", "the clock stands still while the lock is repaired"),
		governance.On(on(Lent), nil, byDesk.Or(governance.BySystem[Loan]()), canResume, (*Loan).resume).
			As("loan.resume", "toy 7", "修好或期满后继续计时", "the clock goes on when it is repaired, or by itself"),
		governance.On(on(Lent), nil, byDesk, canRenew, (*Loan).renew).
			As("loan.renew", "toy 8", "最多续借两次", "it may be renewed twice"),
		governance.On(on(Lent), phases(Returned), byBorrower, canHandOn, (*Loan).handOn).
			As("loan.hand-on", "toy 9", "可以转给另一申请人", "a key may be handed on to another who asked"),
		governance.On(on(Asked), phases(Lent), governance.ByConsequence[Loan](), canInherit, (*Loan).inherit).
			As("loan.inherit", "toy 9", "接过转来的钥匙", "the other half of handing on").Starting("return").Ending("decide"),
		governance.On(on(Asked, AtTown), phases(Refused), governance.BySystem[Loan](), nil, lapse).
			As("loan.lapse", "toy 10", "三十日无人处理即失效", "it lapses after thirty days"),
	}
}

func label(zh, en string) governance.Text { return governance.Text{Zh: zh, En: en} }

func loanTable() governance.Table[Loan] {
	rules := append(loanRules(), governance.TimeRules[Loan]("loan", whenOpen)...)
	part := byDesk.Or(byTown).Or(byBorrower)
	return governance.Table[Loan]{
		Category: category,
		Phases: []governance.PhaseLabel{
			{Phase: Asked, Label: label("已申请", "asked")}, {Phase: AtTown, Label: label("镇街处理中", "at the town")},
			{Phase: Lent, Label: label("已借出", "lent")}, {Phase: Checking, Label: label("查验中", "being checked")},
			{Phase: Returned, Label: label("已归还", "returned"), Final: true}, {Phase: Refused, Label: label("未借出", "refused"), Final: true},
		},
		Verbs: append([]governance.VerbLabel{
			{Verb: "ask", Label: label("申请", "Ask")}, {Verb: "lend", Label: label("借出", "Lend")},
			{Verb: "pass-up", Label: label("报镇街", "Pass up")}, {Verb: "refuse", Label: label("不借", "Refuse")},
			{Verb: "return", Label: label("归还", "Return")}, {Verb: "check", Label: label("查验", "Check")},
			{Verb: "hold", Label: label("停用", "Hold")}, {Verb: "resume", Label: label("恢复", "Resume")},
			{Verb: "renew", Label: label("续借", "Renew")}, {Verb: "hand-on", Label: label("转借", "Hand on")},
			{Verb: "inherit", Label: label("接借", "Inherit")}, {Verb: "lapse", Label: label("失效", "Lapse")},
		}, governance.StandardVerbs()...),
		Rules: append(rules, governance.RecordRules("loan", always, part, byDesk.Or(byTown), byCentre)...),
	}
}

func loanInstitution() governance.Institution[Loan] {
	return governance.Institution[Loan]{
		Kind: "loan", Path: "loans", Label: label("钥匙借用", "loan"), Source: "toy", Schema: 2, Serials: true, Class: "use",
		Sentence: label("借用公共场所的钥匙", "borrowing the keys of shared rooms"), Table: loanTable(), Policy: houseRules(),
		Upgrades: []governance.Upgrade{roomInsteadOfSite},
		File: func(l *Loan, h *governance.Header) {
			h.Class, h.Category, h.Unit, h.Person, h.Title = string(l.Use), string(l.Use), string(l.Room), l.Subject, l.Purpose
		},
		Audience: func(l *Loan, to []governance.Address) []governance.Address {
			to = append(to, governance.Unit(l.Room), governance.Unit(l.District))
			return l.town(l.desk(l.borrower(to)))
		},
		Asks: []governance.Question{askRooms()},
	}
}

// roomInsteadOfSite lifts schema 1, in which the room was called site.
func roomInsteadOfSite(doc governance.Document) (governance.Document, error) {
	fields, err := doc.Split()
	if err != nil {
		return nil, err
	}
	for i := range fields {
		switch fields[i].Name {
		case "site":
			fields[i].Name = "room"
		case "schema":
			fields[i].Value = []byte("2")
		}
	}
	return governance.Join(fields), nil
}

// Tag is the slip that hangs beside the key board 钥匙牌, for everyone to read.
type Tag struct {
	governance.Head
	Room  orgtree.Code `json:"room" zh:"场所" en:"Room"`
	Text  string       `json:"text" zh:"状态" en:"State"`
	Turns int          `json:"turns,omitempty" zh:"翻动次数" en:"Turns"`
	Last  time.Time    `json:"last,omitzero" zh:"最后翻动" en:"Last turned"`
}

// The phases of a tag.
const (
	Hung governance.Phase = "hung"
	Down governance.Phase = "down"
)

// The commands of a tag.
type (
	Hang struct {
		Room orgtree.Code `json:"room" zh:"场所" en:"Room" rule:"required"`
		Text string       `json:"text" zh:"状态" en:"State" rule:"required"`
	}
	Turn struct {
		Text string `json:"text" zh:"状态" en:"State" rule:"required"`
	}
	TakeDown struct{}
)

func (Hang) Verb() string     { return "hang" }
func (Turn) Verb() string     { return "turn" }
func (TakeDown) Verb() string { return "take-down" }

// Site is where the record is filed.
func (h Hang) Site() orgtree.Code { return h.Room }

func (t *Tag) desk(to []governance.Address) []governance.Address {
	return append(to, governance.Of(orgtree.Community, t.Room))
}

func tagInstitution() governance.Institution[Tag] {
	byCause := governance.ByConsequence[Tag]()
	byDesk := governance.By("desk", "属地社区", "the community of the place", (*Tag).desk)
	return governance.Institution[Tag]{
		Kind: "tag", Path: "tags", Label: label("钥匙牌", "tag"), Source: "toy", Schema: 1, Public: true,
		Sentence: label("钥匙在不在，人人可看", "whether the key is there, for all to see"),
		Table: governance.Table[Tag]{
			Phases: []governance.PhaseLabel{{Phase: Hung, Label: label("悬挂", "hung")}, {Phase: Down, Label: label("取下", "down"), Final: true}},
			Verbs: []governance.VerbLabel{
				{Verb: "hang", Label: label("悬挂", "Hang")}, {Verb: "turn", Label: label("翻牌", "Turn")}, {Verb: "take-down", Label: label("取下", "Take down")},
			},
			Rules: []governance.Rule[Tag]{
				governance.On(governance.Phases(governance.Unopened), governance.Phases(Hung), byCause, nil,
					func(t *Tag, cmd Hang, _ *governance.Moment) { t.Room, t.Text = cmd.Room, cmd.Text }).
					As("tag.hang", "toy 11", "申请时挂牌", "hung when somebody asks"),
				governance.On(governance.Phases(Hung), nil, byCause, nil,
					func(t *Tag, cmd Turn, m *governance.Moment) { t.Text, t.Turns, t.Last = cmd.Text, t.Turns+1, m.Now() }).
					As("tag.turn", "toy 11", "随借还翻牌", "turned as the key goes"),
				governance.On(governance.Phases(Hung), governance.Phases(Down), byCause.Or(byDesk), nil,
					func(t *Tag, _ TakeDown, m *governance.Moment) { t.Last = m.Now(); t.Close(m, "down") }).
					As("tag.take-down", "toy 11", "结束时取牌", "taken down at the end"),
			},
		},
		File: func(t *Tag, h *governance.Header) { h.Unit = string(t.Room) },
		Audience: func(t *Tag, to []governance.Address) []governance.Address {
			to = t.desk(to)
			if t.Phase == Hung {
				to = append(to, governance.Public)
			}
			return to
		},
	}
}

// category is what the policy varies limits by.
func category(l *Loan, cmd governance.Command) string {
	if ask, ok := cmd.(Ask); ok {
		return string(ask.Use)
	}
	return string(l.Use)
}
