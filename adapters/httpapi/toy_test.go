package httpapi

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// The toy institution: wishes 微心愿 that residents make and others grant. It is
// a page of rows and functions; everything else in these tests derives from it.

// Wish is the toy's record.
type Wish struct {
	governance.Head
	Title     string       `json:"title" zh:"标题" en:"Title" personal:"content"`
	Text      string       `json:"text,omitempty" zh:"内容" en:"Text" personal:"content"`
	Category  string       `json:"category,omitempty" zh:"类别" en:"Category"`
	Place     WishPlace    `json:"place" zh:"地点" en:"Place" personal:"content"`
	Community orgtree.Code `json:"community,omitempty" zh:"社区" en:"Community"`
	Sender    WishSender   `json:"sender" zh:"心愿人" en:"Sender" personal:"identity"`
	Size      WishSize     `json:"size,omitempty" zh:"大小" en:"Size"`
	Helpers   []WishHelper `json:"helpers,omitempty" zh:"认领单位" en:"Helpers"`
	Visits    int          `json:"visits,omitempty" zh:"走访次数" en:"Visits"`
	Cost      Money        `json:"cost,omitzero" zh:"费用" en:"Cost"`
	On        civil.Date   `json:"on,omitzero" zh:"日期" en:"On"`
}

// WishPlace is where a wish is to be granted.
type WishPlace struct {
	Unit    orgtree.Code `json:"unit" zh:"单位" en:"Unit" rule:"required"`
	Address string       `json:"address,omitempty" zh:"地址" en:"Address" rule:"max=100"`
}

// WishSender is who wishes.
type WishSender struct {
	Name      string `json:"name,omitempty" zh:"姓名" en:"Name" rule:"max=40" personal:"identity" mask:"name"`
	Phone     string `json:"phone,omitempty" zh:"电话" en:"Phone" rule:"max=20" personal:"identity" mask:"phone"`
	Anonymous bool   `json:"anonymous,omitempty" zh:"匿名" en:"Anonymous"`
}

// WishHelper is a unit that helps.
type WishHelper struct {
	Unit orgtree.Code `json:"unit" zh:"单位" en:"Unit" rule:"required"`
	Role WishRole     `json:"role" zh:"角色" en:"Role" rule:"required"`
}

// WishSize divides the wishes.
type WishSize string

// Choices lists the sizes.
func (WishSize) Choices() []governance.Choice {
	return []governance.Choice{
		{Code: "small", Label: governance.Text{Zh: "小", En: "small"}}, {Code: "large", Label: governance.Text{Zh: "大", En: "large"}}}
}

// WishRole is what a helper does.
type WishRole string

// Choices lists the roles.
func (WishRole) Choices() []governance.Choice {
	return []governance.Choice{
		{Code: "lead", Label: governance.Text{Zh: "牵头", En: "lead"}}, {Code: "assist", Label: governance.Text{Zh: "协助", En: "assist"}}}
}

// Money is an exact amount in cents, written as a decimal.
type Money struct{ Cents int64 }

// MarshalText writes yuan and cents.
func (m Money) MarshalText() ([]byte, error) {
	return fmt.Appendf(nil, "%d.%02d", m.Cents/100, m.Cents%100), nil
}

// UnmarshalText reads yuan and cents.
func (m *Money) UnmarshalText(text []byte) error {
	var yuan, cents int64
	_, err := fmt.Sscanf(string(text)+".00", "%d.%d", &yuan, &cents)
	m.Cents = 100*yuan + cents
	return err
}

type (
	makeWish struct {
		Title    string     `json:"title" zh:"标题" en:"Title" rule:"required,max=60" personal:"content"`
		Text     string     `json:"text,omitempty" zh:"内容" en:"Text" rule:"max=2000" personal:"content"`
		Category string     `json:"category,omitempty" zh:"类别" en:"Category"`
		Place    WishPlace  `json:"place" zh:"地点" en:"Place" rule:"required" personal:"content"`
		Sender   WishSender `json:"sender,omitzero" zh:"心愿人" en:"Sender" personal:"identity"`
	}
	hint   struct{} // a second way to open one
	accept struct {
		Size    WishSize     `json:"size" zh:"大小" en:"Size" rule:"required"`
		Helpers []WishHelper `json:"helpers" zh:"认领单位" en:"Helpers" rule:"required,max=3"`
		On      civil.Date   `json:"on,omitzero" zh:"日期" en:"On"`
	}
	visit struct {
		At    time.Time   `json:"at,omitzero" zh:"时间" en:"At"`
		Cost  Money       `json:"cost,omitzero" zh:"费用" en:"Cost"`
		Count int         `json:"count" zh:"次数" en:"Count" rule:"min=1,max=9"`
		Done  bool        `json:"done,omitempty" zh:"完成" en:"Done"`
		With  uuid.UUID   `json:"with,omitzero" zh:"同访" en:"With"`
		Tags  []string    `json:"tags,omitempty" zh:"标签" en:"Tags" rule:"max=3"`
		Note  *string     `json:"note,omitempty" zh:"说明" en:"Note" rule:"max=20" personal:"content"`
		More  []uuid.UUID `json:"more,omitempty" zh:"其他" en:"More"`
	}
	grant struct {
		Seat string `json:"seat,omitempty" zh:"名额" en:"Seat"`
	}
	lapse   struct{}
	inherit struct{}
	crash   struct{}
	halve   struct{}
)

func (makeWish) Verb() string { return "make" }
func (hint) Verb() string     { return "hint" }
func (accept) Verb() string   { return "accept" }
func (visit) Verb() string    { return "visit" }
func (grant) Verb() string    { return "grant" }
func (lapse) Verb() string    { return "lapse" }
func (inherit) Verb() string  { return "inherit" }
func (crash) Verb() string    { return "crash" }
func (halve) Verb() string    { return "halve" }

// Site files the record under its district.
func (w makeWish) Site() orgtree.Code { return w.Place.Unit }

const (
	wished   governance.Phase = "wished"
	accepted governance.Phase = "accepted"
	granted  governance.Phase = "granted"
)

func wisher(w *Wish, to []governance.Address) []governance.Address {
	return append(to, governance.Person(w.Subject))
}

func placeOf(w *Wish, to []governance.Address) []governance.Address {
	return append(to, governance.Unit(w.Community))
}

var (
	byCommunity = governance.By("community", "属地社区", "the community of the place", placeOf)
	byWisher    = governance.By("wisher", "心愿人", "who made the wish", wisher)
	opened      = governance.Phases(governance.Unopened)
)

func makeIt(w *Wish, cmd makeWish, m *governance.Moment) {
	w.Title, w.Text, w.Category, w.Place, w.Sender = cmd.Title, cmd.Text, cmd.Category, cmd.Place, cmd.Sender
	w.Subject = m.Actor.Person
	w.Community, _ = m.Org.Community(cmd.Place.Unit)
	w.Start(m, "accept", "")
	w.Schedule(m.Now().Add(90*24*time.Hour), "lapse")
}

func acceptIt(w *Wish, cmd accept, m *governance.Moment) {
	w.Size, w.Helpers, w.On = cmd.Size, cmd.Helpers, cmd.On
	w.Meet(m, "accept", "")
}

func canAccept(_ *Wish, cmd accept, m *governance.Moment) error {
	var faults governance.Faults
	for i, h := range cmd.Helpers {
		if !m.Org.Has(h.Unit) {
			faults.Add(fmt.Sprintf("helpers[%d].unit", i), "unknown-unit", "没有这个单位", "is not a unit")
		}
	}
	return faults.Err()
}

func visitIt(w *Wish, cmd visit, _ *governance.Moment) {
	w.Visits, w.Cost = w.Visits+cmd.Count, cmd.Cost
}

func canGrant(w *Wish, _ grant, _ *governance.Moment) error {
	if w.Visits == 0 {
		return governance.Refuse("尚未走访", "nobody has been there yet")
	}
	return nil
}

func grantIt(w *Wish, cmd grant, m *governance.Moment) {
	if cmd.Seat != "" {
		m.Take(governance.Claim("seat/" + cmd.Seat))
	}
	w.Close(m, "granted")
}

func wishTable() governance.Table[Wish] {
	everywhere := governance.Phases(wished, accepted, granted)
	busy := governance.Phases(wished, accepted)
	rules := []governance.Rule[Wish]{
		governance.On(opened, governance.Phases(wished), governance.ByAnyone[Wish](), nil, makeIt).
			As("wish.make", "G7", "任何人可许愿", "anyone may make a wish").Starting("accept"),
		governance.On(opened, governance.Phases(wished), governance.ByAnyone[Wish](), nil, func(w *Wish, _ hint, m *governance.Moment) { w.Subject = m.Actor.Person }).
			As("wish.hint", "G7", "也可只留线索", "or only leave a hint"),
		governance.On(governance.Phases(wished), governance.Phases(accepted), byCommunity, canAccept, acceptIt).
			As("wish.accept", "G7", "属地社区受理", "the community accepts").MustAct().Ending("accept"),
		governance.On(governance.Phases(accepted), nil, byCommunity, nil, visitIt).
			As("wish.visit", "G7", "走访", "a visit"),
		governance.On(governance.Phases(accepted), governance.Phases(granted), byCommunity.Or(byWisher), canGrant, grantIt).
			As("wish.grant", "G7", "实现心愿", "the wish is granted"),
		governance.On(busy, governance.Phases(granted), governance.BySystem[Wish](), nil, func(w *Wish, _ lapse, m *governance.Moment) { w.Close(m, "lapsed") }).
			As("wish.lapse", "G7", "九十天后自动结束", "it lapses after ninety days"),
		governance.On(busy, nil, governance.ByConsequence[Wish](), nil, func(*Wish, inherit, *governance.Moment) {}).
			As("wish.inherit", "G7", "承接", "it inherits"),
		governance.On(busy, nil, byWisher, nil, func(*Wish, crash, *governance.Moment) { panic("13900001111") }).
			As("wish.crash", "G7", "出错", "it breaks"),
		governance.On(busy, governance.Phases(granted), byWisher, nil, func(w *Wish, _ halve, m *governance.Moment) { w.Start(m, "accept", "") }).
			As("wish.halve", "G7", "出错", "it is a defect"),
	}
	rules = append(rules, governance.TimeRules[Wish]("wish", busy)...)
	return governance.Table[Wish]{
		Phases: []governance.PhaseLabel{
			{Phase: wished, Label: governance.Text{Zh: "已许愿", En: "wished"}},
			{Phase: accepted, Label: governance.Text{Zh: "已受理", En: "accepted"}},
			{Phase: granted, Label: governance.Text{Zh: "已结束", En: "granted"}, Final: true},
		},
		Verbs: append([]governance.VerbLabel{
			{Verb: "make", Label: governance.Text{Zh: "许愿", En: "Make"}}, {Verb: "hint", Label: governance.Text{Zh: "线索", En: "Hint"}},
			{Verb: "accept", Label: governance.Text{Zh: "受理", En: "Accept"}}, {Verb: "visit", Label: governance.Text{Zh: "走访", En: "Visit"}},
			{Verb: "grant", Label: governance.Text{Zh: "实现", En: "Grant"}}, {Verb: "lapse", Label: governance.Text{Zh: "到期", En: "Lapse"}},
			{Verb: "inherit", Label: governance.Text{Zh: "承接", En: "Inherit"}}, {Verb: "crash", Label: governance.Text{Zh: "出错", En: "Crash"}},
			{Verb: "halve", Label: governance.Text{Zh: "缺陷", En: "Halve"}},
		}, governance.StandardVerbs()...),
		Rules: append(rules, governance.RecordRules("wish", everywhere, byCommunity.Or(byWisher), byCommunity, byCommunity)...),
	}
}

type tallyParams struct {
	Unit orgtree.Code   `json:"unit,omitempty" zh:"单位" en:"Unit"`
	From time.Time      `json:"from,omitzero" zh:"起" en:"From"`
	To   time.Time      `json:"to,omitzero" zh:"止" en:"To"`
	On   civil.Date     `json:"on,omitzero" zh:"日期" en:"On"`
	Size []WishSize     `json:"size,omitempty" zh:"大小" en:"Size"`
	Deep bool           `json:"deep,omitempty" zh:"含下级" en:"Deep"`
	Top  int            `json:"top,omitempty" zh:"前几名" en:"Top" rule:"min=1,max=10"`
	With []orgtree.Code `json:"with,omitempty" zh:"单位" en:"With"`
}

type tallyAnswer struct {
	Count int64       `json:"count"`
	Asked tallyParams `json:"asked"`
}

type nothing struct{}

func wishes() governance.Institution[Wish] {
	return governance.Institution[Wish]{
		Kind: "wish", Path: "wishes", Label: governance.Text{Zh: "微心愿", En: "wish"}, Source: "G7",
		Sentence: governance.Text{Zh: "居民许愿，邻里认领", En: "residents wish, neighbours grant"},
		Table:    wishTable(), Schema: 1, Serials: true, Class: "size",
		Policy: governance.Limits{{Name: "accept", Label: governance.Text{Zh: "受理", En: "accept"}, Source: "G7", Sentence: governance.Text{Zh: "五个工作日内受理", En: "accept within five working days"},
			Period: governance.Period{N: 5, Unit: governance.WorkingDays}}},
		File: func(w *Wish, h *governance.Header) {
			h.Class, h.Category, h.Unit, h.Person, h.Title = string(w.Size), w.Category, string(w.Place.Unit), w.Subject, w.Title
		},
		Audience: func(w *Wish, to []governance.Address) []governance.Address {
			to = append(to, governance.Unit(w.Place.Unit), governance.Of(orgtree.Town, w.Community))
			return wisher(w, placeOf(w, to))
		},
		Page: func(w *Wish, tree *orgtree.Tree) string {
			return "# 微心愿 " + w.Title + "\n\n| 单位 | 心愿人 |\n| --- | --- |\n| " + tree.Name(w.Place.Unit) + " | " + w.Sender.Name + " |\n\n<script>alert(1)</script>\n"
		},
		Asks: []governance.Question{
			governance.Ask("roll", func(ctx context.Context, r *governance.Reader, p nothing) (*governance.Listing, error) {
				out := &governance.Listing{Columns: []governance.ListingColumn{{Name: "title", Label: governance.Text{Zh: "标题", En: "Title"}}}}
				return out, r.Each(ctx, governance.Query{}, func(rec any) bool {
					out.Rows = append(out.Rows, []string{rec.(*Wish).Title})
					return true
				})
			}).As("G7", governance.Text{Zh: "名册", En: "Roll"}, governance.Text{Zh: "所有心愿", En: "all wishes"}),
			governance.Ask("tally", func(ctx context.Context, r *governance.Reader, p tallyParams) (tallyAnswer, error) {
				counts, err := r.Count(ctx, governance.Query{})
				if err != nil {
					return tallyAnswer{}, err
				}
				return tallyAnswer{counts[0].Count, p}, nil
			}).As("G7", governance.Text{Zh: "统计", En: "Tally"}, governance.Text{Zh: "有多少", En: "how many"}),
			governance.Ask("sizes", func(context.Context, *governance.Reader, nothing) ([]governance.Choice, error) {
				return WishSize("").Choices(), nil
			}).As("G7", governance.Text{Zh: "大小", En: "Sizes"}, governance.Text{Zh: "有哪些", En: "which there are"}).ToAnyone(),
		},
	}
}

// Sign is the second toy: a public board.
type Sign struct {
	governance.Head
	Unit orgtree.Code `json:"unit" zh:"单位" en:"Unit"`
	Text string       `json:"text" zh:"内容" en:"Text"`
}

type hang struct {
	Unit orgtree.Code `json:"unit" zh:"单位" en:"Unit" rule:"required"`
	Text string       `json:"text" zh:"内容" en:"Text" rule:"required"`
}

func (hang) Verb() string { return "hang" }

func signs() governance.Institution[Sign] {
	return governance.Institution[Sign]{
		Kind: "sign", Path: "signs", Label: governance.Text{Zh: "公告", En: "sign"}, Source: "2.2",
		Sentence: governance.Text{Zh: "公告栏", En: "the board"}, Schema: 1, Public: true,
		Table: governance.Table[Sign]{
			Phases: []governance.PhaseLabel{{Phase: "hung", Label: governance.Text{Zh: "已公布", En: "hung"}, Final: true}},
			Verbs:  []governance.VerbLabel{{Verb: "hang", Label: governance.Text{Zh: "公布", En: "Hang"}}},
			Rules: []governance.Rule[Sign]{
				governance.On(governance.Phases(governance.Unopened), governance.Phases("hung"), governance.ByAnyone[Sign](), nil,
					func(s *Sign, cmd hang, _ *governance.Moment) { s.Unit, s.Text = cmd.Unit, cmd.Text }).
					As("sign.hang", "2.2", "公布", "it is hung"),
			},
		},
		File: func(s *Sign, h *governance.Header) { h.Unit = string(s.Unit) },
		Audience: func(s *Sign, to []governance.Address) []governance.Address {
			return append(to, governance.Unit(s.Unit), governance.Public)
		},
	}
}
