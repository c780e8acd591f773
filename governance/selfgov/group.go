package selfgov

import (
	"strings"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// KindGroup is the kind under which groups are kept.
const KindGroup = "residents-group"

// The phases of a group.
const (
	GroupActive    governance.Phase = "active"    // 活动中
	GroupDissolved governance.Phase = "dissolved" // 已解散
)

// A Group is residents who govern themselves at a place (自治组织). Voters is the
// roll as it stands, Changes the number of its last change.
type Group struct {
	governance.Head
	Title     string       `json:"title" zh:"名称" en:"Name" personal:"content"`
	Form      Form         `json:"form" zh:"形式" en:"Form"`
	Purpose   string       `json:"purpose,omitempty" zh:"职责" en:"What it is for" personal:"content"`
	Place     orgtree.Code `json:"place" zh:"所在" en:"Place"`
	Community orgtree.Code `json:"community" zh:"社区" en:"Community"`
	Compound  orgtree.Code `json:"compound,omitempty" zh:"小区" en:"Compound"`
	Convener  string       `json:"convener,omitempty" zh:"召集人" en:"Convener"`
	Roll      Weight       `json:"roll" zh:"名册" en:"The roll"`
	Changes   int          `json:"changes" zh:"名册变更号" en:"Number of the roll's last change"`
	Proposals int          `json:"proposals,omitempty" zh:"提案数" en:"Proposals made"`
	Going     int          `json:"going,omitempty" zh:"未了提案数" en:"Proposals not yet ended"`
	Covenant  uuid.UUID    `json:"covenant,omitzero" zh:"现行公约" en:"Covenant in force"`
	Covenants int          `json:"covenants,omitempty" zh:"公约版本数" en:"Versions of the covenant"`
}

// A Form is what kind of group it is.
type Form string

// Choices lists the forms with their labels.
func (Form) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf("autonomy", "自治小组", "autonomy group"), governance.ChoiceOf("helpers", "邻里帮帮团", "helper group"),
		governance.ChoiceOf("council", "居民议事会", "deliberation council"),
	}
}

// Found forms a group (组建).
type Found struct {
	Title    string       `json:"title" zh:"名称" en:"Name" rule:"required,max=60" personal:"content"`
	Form     Form         `json:"form" zh:"形式" en:"Form" rule:"required"`
	Purpose  string       `json:"purpose,omitempty" zh:"职责" en:"What it is for" rule:"max=1000" personal:"content"`
	Place    orgtree.Code `json:"place" zh:"所在" en:"Place" rule:"required"`
	Convener string       `json:"convener,omitempty" zh:"召集人" en:"Convener's person id" rule:"max=64"`
}

// Verb is "found".
func (Found) Verb() string { return "found" }

// Site is the place of the group.
func (f Found) Site() orgtree.Code { return f.Place }

// Appoint names another convener (更换召集人).
type Appoint struct {
	Convener string `json:"convener" zh:"召集人" en:"Convener's person id" rule:"required,max=64"`
}

// Verb is "appoint".
func (Appoint) Verb() string { return "appoint" }

// Dissolve ends the group (解散).
type Dissolve struct {
	Reason string `json:"reason" zh:"理由" en:"Reason" rule:"required,max=500" personal:"content"`
}

// Verb is "dissolve".
func (Dissolve) Verb() string { return "dissolve" }

// Turnout tells the group that its roll has changed (名册变更); it answers with the
// change's number.
type Turnout struct {
	Came Weight `json:"came,omitzero" zh:"加入" en:"Came"`
	Left Weight `json:"left,omitzero" zh:"退出" en:"Left"`
}

// Verb is "turnout".
func (Turnout) Verb() string { return "turnout" }

// Freeze asks the group for its roll as a vote is opened (冻结名册).
type Freeze struct{}

// Verb is "freeze".
func (Freeze) Verb() string { return "freeze" }

// AdoptCovenant brings an adopted covenant into force in place of the one before
// (公约通过).
type AdoptCovenant struct {
	Title string `json:"title" zh:"标题" en:"Title" personal:"content"`
	Text  string `json:"text" zh:"公约" en:"Covenant" rule:"max=5000" personal:"content"`
}

// Verb is "adopt-covenant".
func (AdoptCovenant) Verb() string { return "adopt-covenant" }

// RepealCovenant ends the covenant in force (公约废止).
type RepealCovenant struct{}

// Verb is "repeal-covenant".
func (RepealCovenant) Verb() string { return "repeal-covenant" }

// canFound: led by the community's Party organisation [R], and within a community.
func (g *Group) canFound(cmd Found, m *governance.Moment) error {
	var f governance.Faults
	community := m.UnitAt(governance.Of(orgtree.Community, cmd.Place))
	if community == "" {
		f.Add("place", "no-community", "应在某一社区内", "does not lie in a community")
	}
	if err := f.Err(); err != nil {
		return err
	}
	if !m.IsAmong(func(to []governance.Address) []governance.Address { return append(to, governance.Unit(community)) }) {
		return governance.Refuse("由社区党组织和居委会组建", "a group is formed by the community's Party organisation and committee")
	}
	return nil
}

func (g *Group) found(cmd Found, m *governance.Moment) {
	g.Title, g.Form, g.Purpose, g.Place, g.Convener = strings.TrimSpace(cmd.Title), cmd.Form, cmd.Purpose, cmd.Place, cmd.Convener
	g.Community = m.UnitAt(governance.Of(orgtree.Community, cmd.Place))
	g.Compound = m.UnitAt(governance.Of(orgtree.Compound, cmd.Place))
}

func (g *Group) appoint(cmd Appoint, _ *governance.Moment) { g.Convener = cmd.Convener }

func (g *Group) canDissolve(Dissolve, *governance.Moment) error {
	if g.Going > 0 {
		return governance.Refuse("还有未了的提案", "there are proposals that have not ended")
	}
	return nil
}

func (g *Group) dissolve(_ Dissolve, m *governance.Moment) {
	g.repeal(RepealCovenant{}, m)
	g.Close(m, string(GroupDissolved))
}

func (g *Group) canTurnout(cmd Turnout, _ *governance.Moment) error {
	if g.Phase == GroupDissolved && cmd.Came.Persons > 0 {
		return governance.Refuse("自治组织已解散", "the group has been dissolved")
	}
	return nil
}

func (g *Group) turnout(cmd Turnout, m *governance.Moment) {
	g.Roll = g.Roll.plus(cmd.Came).minus(cmd.Left)
	g.Changes++
	m.Send(m.Cause.Ref, Number{g.Changes})
}

func (g *Group) canFreeze(Freeze, *governance.Moment) error {
	if g.Roll.Persons == 0 {
		return governance.Refuse("名册上没有人", "nobody is on the roll")
	}
	return nil
}

func (g *Group) freeze(_ Freeze, m *governance.Moment) {
	m.Send(m.Cause.Ref, Frozen{Roll: g.Roll, Changes: g.Changes})
}

func (g *Group) concluded(governance.Concluded, *governance.Moment) { g.Going-- }

func (g *Group) adopt(cmd AdoptCovenant, m *governance.Moment) {
	if g.Covenant != uuid.Nil {
		m.Send(governance.Ref{Kind: KindCovenant, ID: g.Covenant}, Supersede{})
	}
	g.Covenants++
	g.Covenant = m.Open(KindCovenant, Enact{
		Title: cmd.Title, Text: cmd.Text, Number: g.Covenants, Group: g.ID, Place: g.Place, Community: g.Community,
	}).ID
}

func (g *Group) repeal(_ RepealCovenant, m *governance.Moment) {
	if g.Covenant != uuid.Nil {
		m.Send(governance.Ref{Kind: KindCovenant, ID: g.Covenant}, Repeal{})
		g.Covenant = uuid.Nil
	}
}
