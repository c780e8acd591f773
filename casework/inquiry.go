package casework

import (
	"strings"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// KindInquiry is the kind under which inquiries are kept.
const KindInquiry = "inquiry"

// The phases of an inquiry.
const (
	PhaseAsked     governance.Phase = "asked"     // 待答复
	PhaseAnswered  governance.Phase = "answered"  // 已答复
	PhaseConverted governance.Phase = "converted" // 已转为事项
)

// LimitAnswer is the time limit for answering an inquiry.
const LimitAnswer = "answer"

// An Inquiry is a question (咨询): asked, and answered or turned into a matter.
type Inquiry struct {
	governance.Head

	Title     string       `json:"title" zh:"标题" en:"Title" personal:"content"`
	Text      string       `json:"text" zh:"内容" en:"Text" personal:"content"`
	Category  string       `json:"category,omitempty" zh:"类别" en:"Category"`
	Place     Place        `json:"place" zh:"地点" en:"Place"`
	Sender    Sender       `json:"sender" zh:"咨询人" en:"Sender"`
	Community orgtree.Code `json:"community" zh:"社区" en:"Community"`
	Answer    string       `json:"answer,omitempty" zh:"答复" en:"Answer" personal:"content"`
	Matter    uuid.UUID    `json:"matter,omitzero" zh:"转为事项" en:"Matter it became"`
}

// Ask opens an inquiry.
type Ask struct {
	Title    string `json:"title" zh:"标题" en:"Title" rule:"required,max=100" personal:"content"`
	Text     string `json:"text,omitempty" zh:"内容" en:"Text" rule:"max=5000" personal:"content"`
	Category string `json:"category,omitempty" zh:"类别" en:"Category" rule:"max=32"`
	Place    Place  `json:"place" zh:"地点" en:"Place" rule:"required"`
	Sender   Sender `json:"sender,omitzero" zh:"咨询人" en:"Sender"`
}

// Verb is "ask".
func (Ask) Verb() string { return "ask" }

// Site is the unit the inquiry is put to, or whose community it is.
func (a Ask) Site() orgtree.Code { return a.Place.Unit }

// Reply answers an inquiry (答复).
type Reply struct {
	Text string `json:"text" zh:"答复" en:"Answer" rule:"required,max=5000" personal:"content"`
}

// Verb is "answer".
func (Reply) Verb() string { return "answer" }

// Convert turns an inquiry into a matter, in one commit (转为事项).
type Convert struct {
	Category string `json:"category,omitempty" zh:"类别" en:"Category" rule:"max=32"`
}

// Verb is "convert".
func (Convert) Verb() string { return "convert" }

func (q *Inquiry) canAsk(cmd Ask, m *governance.Moment) error {
	report := Report{Place: cmd.Place, Category: cmd.Category, Sender: cmd.Sender}
	return (*Case)(nil).canReport(report, m)
}

func (q *Inquiry) ask(cmd Ask, m *governance.Moment) {
	q.Title, q.Text, q.Category = strings.TrimSpace(cmd.Title), cmd.Text, cmd.Category
	q.Place, q.Sender = cmd.Place, cmd.Sender
	if cmd.Sender.Anonymous {
		q.Sender, m.Acting = Sender{Anonymous: true}, orgtree.Post{} // neither record nor entry says who
	}
	q.Sender.Unit = m.Acting.Unit
	q.Subject = m.Actor.Person
	q.Community = m.UnitAt(governance.Of(orgtree.Community, cmd.Place.Unit))
	q.Start(m, LimitAnswer, q.Community)
}

func (q *Inquiry) answer(cmd Reply, m *governance.Moment) {
	q.Answer = cmd.Text
	q.MeetAll(m, LimitAnswer)
	q.Close(m, string(PhaseAnswered))
}

func (q *Inquiry) canConvert(cmd Convert, m *governance.Moment) error {
	var f governance.Faults
	checkCategory(&f, "category", cmd.Category, m)
	return f.Err()
}

func (q *Inquiry) convert(cmd Convert, m *governance.Moment) {
	report := Report{
		Title: q.Title, Text: q.Text, Category: q.Category, Place: q.Place, Sender: q.Sender,
	}
	report.Sender.Unit = ""
	if report.Text == "" {
		report.Text = q.Title
	}
	if cmd.Category != "" {
		report.Category = cmd.Category
	}
	q.Matter = m.Open(KindCase, Adopt{Report: report, Subject: q.Subject, From: q.Sender.Unit}).ID
	q.MeetAll(m, LimitAnswer)
	q.Close(m, string(PhaseConverted))
}

func (q *Inquiry) answers(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(q.Community), governance.Unit(q.Place.Unit), governance.Of(orgtree.Centre, q.District))
}

func (q *Inquiry) sender(to []governance.Address) []governance.Address {
	if q.Subject != "" {
		to = append(to, governance.Person(q.Subject))
	}
	return to
}

func inquiryTable() governance.Table[Inquiry] {
	answerers := governance.By("answerers", "社区、所在单位或中心", "the community, the unit itself or the centre", (*Inquiry).answers)
	sender := governance.By("sender", "咨询人", "the sender", (*Inquiry).sender)
	centre := governance.By("centre", "智慧管理服务中心", "the centre", func(q *Inquiry, to []governance.Address) []governance.Address {
		return append(to, governance.Of(orgtree.Centre, q.District))
	})
	label := func(p governance.Phase, zh, en string, final bool) governance.PhaseLabel {
		return governance.PhaseLabel{Phase: p, Label: governance.Text{Zh: zh, En: en}, Final: final}
	}
	verb := func(v, zh, en string) governance.VerbLabel {
		return governance.VerbLabel{Verb: v, Label: governance.Text{Zh: zh, En: en}}
	}
	rules := []governance.Rule[Inquiry]{
		governance.On(phases(governance.Unopened), phases(PhaseAsked), governance.ByAnyone[Inquiry]().Or(governance.ByConsequence[Inquiry]()), (*Inquiry).canAsk, (*Inquiry).ask).
			As("inquiry.ask", "2.3", "任何人可以咨询", "anyone may ask").Starting(LimitAnswer),
		governance.On(phases(PhaseAsked), phases(PhaseAnswered), answerers, nil, (*Inquiry).answer).
			As("inquiry.answer", "2.3", "答复咨询", "the inquiry is answered").MustAct().Ending(LimitAnswer),
		governance.On(phases(PhaseAsked), phases(PhaseConverted), answerers, (*Inquiry).canConvert, (*Inquiry).convert).
			As("inquiry.convert", "2.3", "需要办理的转为事项，一次提交、互相关联", "what asks for more is turned into a matter, in one commit, linked both ways").Ending(LimitAnswer),
	}
	rules = append(rules, governance.TimeRules[Inquiry](KindInquiry, phases(PhaseAsked))...)
	rules = append(rules, governance.RecordRules(KindInquiry, phases(PhaseAsked, PhaseAnswered, PhaseConverted), answerers.Or(sender), answerers, centre)...)
	return governance.Table[Inquiry]{
		Kind:   KindInquiry,
		Phases: []governance.PhaseLabel{label(PhaseAsked, "待答复", "asked", false), label(PhaseAnswered, "已答复", "answered", true), label(PhaseConverted, "已转为事项", "turned into a matter", true)},
		Verbs: append([]governance.VerbLabel{
			verb("ask", "咨询", "Ask"), verb("answer", "答复", "Answer"), verb("convert", "转为事项", "Turn into a matter"),
		}, governance.StandardVerbs()...),
		Rules: rules,
		Category: func(q *Inquiry, cmd governance.Command) string {
			if ask, ok := cmd.(Ask); ok {
				return ask.Category
			}
			return q.Category
		},
	}
}

// NewInquiries returns the book of inquiries; nil takes the defaults.
func NewInquiries(p *Policy) (*governance.Book[Inquiry], error) {
	if p == nil {
		p = DefaultPolicy()
	}
	if err := p.Validate(); err != nil {
		return nil, err
	}
	return governance.NewBook(governance.Institution[Inquiry]{
		Kind: KindInquiry, Path: "inquiries", Source: "2.3", Schema: 1, Serials: true, Policy: p, Districts: p.own(),
		Label:    governance.Text{Zh: "咨询", En: "inquiry"},
		Sentence: governance.Text{Zh: "居民咨询：答复，或转为事项", En: "a question: answered, or turned into a matter"},
		Table:    inquiryTable(),
		File: func(q *Inquiry, h *governance.Header) {
			h.Unit, h.Category, h.Person, h.Title = string(q.Community), q.Category, q.Subject, q.Title
		},
		Audience: func(q *Inquiry, to []governance.Address) []governance.Address {
			return q.sender(append(q.answers(to), governance.Unit(q.District)))
		},
	})
}
