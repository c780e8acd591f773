package covenant

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/selfgov/charter"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which covenants are kept.
const Kind = "covenant"

// The phases of a version of a covenant.
const (
	InForce    governance.Phase = "in-force"   // 施行中
	Suspended  governance.Phase = "suspended"  // 停止执行，待改正
	Superseded governance.Phase = "superseded" // 已被新版本替代
	Repealed   governance.Phase = "repealed"   // 已废止
)

// A Covenant is one version of what neighbours have agreed to keep (邻里公约).
type Covenant struct {
	governance.Head
	Title      string       `json:"title" zh:"标题" en:"Title" personal:"content"`
	Text       string       `json:"text" zh:"公约" en:"Covenant" personal:"content"`
	Number     int          `json:"number" zh:"版本" en:"Version"`
	Place      orgtree.Code `json:"place" zh:"所在" en:"Place"`
	Community  orgtree.Code `json:"community" zh:"社区" en:"Community"`
	Registered bool         `json:"registered,omitempty" zh:"已备案" en:"Registered with the town"`
}

// Enact brings a version into force (施行).
type Enact struct {
	Title     string       `json:"title" zh:"标题" en:"Title" personal:"content"`
	Text      string       `json:"text" zh:"公约" en:"Covenant" rule:"max=5000" personal:"content"`
	Number    int          `json:"number" zh:"版本" en:"Version"`
	Group     uuid.UUID    `json:"group" zh:"自治组织" en:"Group"`
	Place     orgtree.Code `json:"place" zh:"所在" en:"Place"`
	Community orgtree.Code `json:"community" zh:"社区" en:"Community"`
}

// Verb is "enact".
func (Enact) Verb() string { return "enact" }

// Site is the place where it holds.
func (e Enact) Site() orgtree.Code { return e.Place }

// Register files the version with the town (备案).
type Register struct{}

// Verb is "register".
func (Register) Verb() string { return "register" }

// Object orders what is against the law to be put right; until then the version is
// not applied (责令改正).
type Object struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=1000" personal:"content"`
}

// Verb is "object".
func (Object) Verb() string { return "object" }

// Supersede ends a version as the next comes into force (替代).
type Supersede struct{}

// Verb is "supersede".
func (Supersede) Verb() string { return "supersede" }

// Repeal ends a version without a next (废止).
type Repeal struct{}

// Verb is "repeal".
func (Repeal) Verb() string { return "repeal" }

func (c *Covenant) enact(cmd Enact, m *governance.Moment) {
	c.Title, c.Text, c.Number, c.Parent, c.Place, c.Community = cmd.Title, cmd.Text, cmd.Number, cmd.Group, cmd.Place, cmd.Community
	c.Start(m, charter.LimitRegister, m.UnitAt(governance.Of(orgtree.Town, c.Community)))
}

func (c *Covenant) canRegister(Register, *governance.Moment) error {
	if c.Registered {
		return governance.Refuse("已备案", "it has been registered")
	}
	return nil
}

func (c *Covenant) register(_ Register, m *governance.Moment) {
	c.Registered = true
	c.MeetAll(m, charter.LimitRegister)
}

func (c *Covenant) object(_ Object, m *governance.Moment) { c.MeetAll(m, charter.LimitRegister) }

func (c *Covenant) supersede(_ Supersede, m *governance.Moment) { c.Close(m, string(Superseded)) }

func (c *Covenant) repeal(_ Repeal, m *governance.Moment) { c.Close(m, string(Repealed)) }

func (c *Covenant) whoIsCommunity(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(c.Community))
}

// whoRegisters appends the town that a version is filed with.
func (c *Covenant) whoRegisters(to []governance.Address) []governance.Address {
	return append(to, governance.Of(orgtree.Town, c.Community))
}

// whoseTurn appends whose desk it lies on: the town's until it is registered.
func (c *Covenant) whoseTurn(to []governance.Address) []governance.Address {
	if c.Registered {
		return to
	}
	return c.whoRegisters(to)
}

// New returns the book of covenants.
func New(p *charter.Policy) (*governance.Book[Covenant], error) {
	phases := governance.Phases
	cause := governance.ByConsequence[Covenant]()
	town := governance.By("town", "街道（镇）", "the town", (*Covenant).whoRegisters)
	community := governance.By("community", "社区", "the community", (*Covenant).whoIsCommunity)
	rules := []governance.Rule[Covenant]{
		governance.On(phases(governance.Unopened), phases(InForce), cause, nil, (*Covenant).enact).
			As("covenant.enact", "4 G8 [D]", "公约协商制定，表决通过即施行", "a covenant is agreed by deliberation and in force once adopted by vote").Starting(charter.LimitRegister),
		governance.On(phases(InForce), nil, town, (*Covenant).canRegister, (*Covenant).register).
			As("covenant.register", "居民委员会组织法 15", "居民公约报街道（镇）备案", "a covenant is registered with the town").Owed((*Covenant).whoseTurn).Ending(charter.LimitRegister),
		governance.On(phases(InForce), phases(Suspended), town, nil, (*Covenant).object).
			As("covenant.object", "居民委员会组织法 15", "公约不得与法律法规相抵触，抵触的责令改正，改正前停止执行", "what is against the law has to be put right, and is not applied until then").Ending(charter.LimitRegister),
		governance.On(phases(InForce, Suspended), phases(Superseded), cause, nil, (*Covenant).supersede).
			As("covenant.supersede", "4 G8", "新版本通过，旧版本即被替代", "the next version takes its place").Ending(charter.LimitRegister),
		governance.On(phases(InForce, Suspended), phases(Repealed), cause, nil, (*Covenant).repeal).
			As("covenant.repeal", "4 G8 [D]", "表决废止或自治组织解散的，公约废止", "it ends when that is voted, or when the group is dissolved").Ending(charter.LimitRegister),
	}
	on := governance.VerbOf
	return governance.NewBook(governance.Institution[Covenant]{
		Kind: Kind, Path: "covenants", Source: "4 G8", Schema: 1, Serials: true, Policy: p,
		Label:    governance.Text{Zh: "邻里公约", En: "covenant"},
		Sentence: governance.Text{Zh: "公约的一个版本：通过即施行，报街道备案，直至被替代或废止", En: "one version: in force once adopted, registered with the town, until superseded or repealed"},
		Table: governance.Table[Covenant]{
			Kind: Kind,
			Phases: []governance.PhaseLabel{
				governance.PhaseOf(InForce, "施行中", "in force"), governance.PhaseOf(Suspended, "停止执行", "suspended"),
				governance.FinalPhase(Superseded, "已被替代", "superseded"), governance.FinalPhase(Repealed, "已废止", "repealed"),
			},
			Verbs: []governance.VerbLabel{
				on("enact", "施行", "Enact"), on("register", "备案", "Register"), on("object", "责令改正", "Object"), on("supersede", "替代", "Supersede"), on("repeal", "废止", "Repeal"),
			},
			Rules: rules,
		}.Timed(InForce).Kept(community.Or(town), community),
		File: func(c *Covenant, h *governance.Header) { h.Unit, h.Title = string(c.Community), c.Title },
		Audience: func(c *Covenant, to []governance.Address) []governance.Address {
			return append(to, governance.Public, governance.Unit(c.Community), governance.Unit(c.Place), governance.Unit(c.District))
		},
	})
}
