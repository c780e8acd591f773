package notice

import (
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which notices are kept.
const Kind = "notice"

// The phases of a notice.
const (
	Posted    governance.Phase = "posted"    // 公开中
	Retracted governance.Phase = "retracted" // 已撤下
)

// A Notice is one posting on the board.
type Notice struct {
	governance.Head

	Community orgtree.Code   `json:"community" zh:"社区" en:"Community"`
	Matter    uuid.UUID      `json:"matter,omitzero" zh:"事项" en:"Matter"`
	About     string         `json:"about,omitempty" zh:"编号" en:"Serial of the matter"`
	Category  string         `json:"category,omitempty" zh:"类别" en:"Category"`
	Asked     string         `json:"asked" zh:"反映事项" en:"What was asked"`
	Handlers  []orgtree.Code `json:"handlers" zh:"办理单位" en:"Who handled it"`
	Result    string         `json:"result" zh:"办理结果" en:"How it ended"`
	Completed time.Time      `json:"completed" zh:"办结时间" en:"When it was done"`
}

// Post puts a notice on the board.
type Post struct {
	Community orgtree.Code   `json:"community" zh:"社区" en:"Community" rule:"required"`
	Matter    uuid.UUID      `json:"matter,omitzero" zh:"事项" en:"Matter"`
	Serial    string         `json:"about,omitempty" zh:"编号" en:"Serial of the matter"`
	Category  string         `json:"category,omitempty" zh:"类别" en:"Category"`
	Asked     string         `json:"asked" zh:"反映事项" en:"What was asked" rule:"required,max=500"`
	Handlers  []orgtree.Code `json:"handlers" zh:"办理单位" en:"Who handled it"`
	Outcome   string         `json:"result" zh:"办理结果" en:"How it ended"`
	Completed time.Time      `json:"completed" zh:"办结时间" en:"When it was done"`
}

// Verb is "post".
func (Post) Verb() string { return "post" }

// Site is the community whose board it is.
func (p Post) Site() orgtree.Code { return p.Community }

// Retract takes a notice off the board.
type Retract struct {
	Reason string `json:"reason" zh:"撤下理由" en:"Reason" rule:"required,max=500"`
}

// Verb is "retract".
func (Retract) Verb() string { return "retract" }

func (n *Notice) post(cmd Post, _ *governance.Moment) {
	n.Community, n.Matter, n.About, n.Category = cmd.Community, cmd.Matter, cmd.Serial, cmd.Category
	n.Asked, n.Handlers, n.Result, n.Completed = cmd.Asked, cmd.Handlers, cmd.Outcome, cmd.Completed
}

func (n *Notice) retract(_ Retract, m *governance.Moment) { n.Close(m, string(Retracted)) }

// answerable appends who may take a notice off the board by themselves.
func (n *Notice) answerable(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(n.Community), governance.Of(orgtree.Centre, n.District))
}

func table() governance.Table[Notice] {
	byCause := governance.ByConsequence[Notice]()
	byOwner := governance.By("owner", "社区或中心", "the community or the centre", (*Notice).answerable)
	return governance.Table[Notice]{
		Kind: Kind,
		Phases: []governance.PhaseLabel{
			{Phase: Posted, Label: governance.Text{Zh: "公开中", En: "posted"}},
			{Phase: Retracted, Label: governance.Text{Zh: "已撤下", En: "retracted"}, Final: true},
		},
		Verbs: []governance.VerbLabel{
			{Verb: "post", Label: governance.Text{Zh: "公开", En: "Post"}},
			{Verb: "retract", Label: governance.Text{Zh: "撤下", En: "Retract"}},
		},
		Rules: []governance.Rule[Notice]{
			governance.On(governance.Phases(governance.Unopened), governance.Phases(Posted), byCause, nil, (*Notice).post).
				As("notice.post", "2.2 [R]", "办理结果在社区党务公开栏公开", "results are published on the community's Party-affairs notice board"),
			governance.On(governance.Phases(Posted), governance.Phases(Retracted), byCause.Or(byOwner), nil, (*Notice).retract).
				As("notice.retract", "2.2 [D]", "事项重新办理或公开有误时撤下", "a notice comes off the board when its matter is reopened or it was wrong"),
			governance.On(governance.Phases(Retracted), nil, byCause, nil, func(*Notice, Retract, *governance.Moment) {}).
				As("notice.retract.again", "2.2 [D]", "已撤下的，事项重新办理时不再撤", "one that is off the board already stays off"),
		},
	}
}

// New returns the book of the notice board.
func New() (*governance.Book[Notice], error) {
	return governance.NewBook(governance.Institution[Notice]{
		Kind: Kind, Path: "notices", Source: "2.2 [R]", Schema: 1, Public: true,
		Label:    governance.Text{Zh: "党务公开栏", En: "notice board"},
		Sentence: governance.Text{Zh: "公开办理结果：反映什么、谁办的、结果如何、何时办结", En: "what was asked, who handled it, how it ended, when"},
		Table:    table(),
		File: func(n *Notice, h *governance.Header) {
			h.Unit, h.Category, h.Title = string(n.Community), n.Category, n.Asked
		},
		Audience: func(n *Notice, to []governance.Address) []governance.Address {
			to = n.answerable(to)
			if n.Phase == Posted {
				to = append(to, governance.Public)
			}
			return to
		},
	})
}
