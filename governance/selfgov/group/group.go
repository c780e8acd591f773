package group

import (
	"strings"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/selfgov/charter"
	"github.com/jinlin-project/jinlin/governance/selfgov/covenant"
	"github.com/jinlin-project/jinlin/governance/selfgov/membership"
	"github.com/jinlin-project/jinlin/governance/selfgov/proposal"
	"github.com/jinlin-project/jinlin/governance/selfgov/voting"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which groups are kept.
const Kind = charter.KindGroup

// The phases of a group.
const (
	Active    governance.Phase = "active"    // 活动中
	Dissolved governance.Phase = "dissolved" // 已解散
)

// A Group is residents who govern themselves at a place (自治组织). Voters is the
// roll as it stands, Changes the number of its last change.
type Group struct {
	governance.Head
	Title   string `json:"title" zh:"名称" en:"Name" personal:"content"`
	Form    Form   `json:"form" zh:"形式" en:"Form"`
	Purpose string `json:"purpose,omitempty" zh:"职责" en:"What it is for" personal:"content"`
	charter.Seat
	Convener  string        `json:"convener,omitempty" zh:"召集人" en:"Convener"`
	Roll      voting.Weight `json:"roll" zh:"名册" en:"The roll"`
	Changes   int           `json:"changes" zh:"名册变更号" en:"Number of the roll's last change"`
	Proposals int           `json:"proposals,omitempty" zh:"提案数" en:"Proposals made"`
	Going     int           `json:"going,omitempty" zh:"未了提案数" en:"Proposals not yet ended"`
	Covenant  uuid.UUID     `json:"covenant,omitzero" zh:"现行公约" en:"Covenant in force"`
	Covenants int           `json:"covenants,omitempty" zh:"公约版本数" en:"Versions of the covenant"`
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
	Reason governance.Reason `json:"reason"`
}

// Verb is "dissolve".
func (Dissolve) Verb() string { return "dissolve" }

// canFound: led by the community's Party organisation [R], and within a community.
func (g *Group) canFound(cmd Found, m *governance.Moment) error {
	var f governance.Faults
	community := f.InCommunity("place", cmd.Place, m)
	if err := f.Err(); err != nil {
		return err
	}
	if !m.ActsFor(community) {
		return governance.Refuse("由社区党组织和居委会组建", "a group is formed by the community's Party organisation and committee")
	}
	return nil
}

func (g *Group) found(cmd Found, m *governance.Moment) {
	g.Title, g.Form, g.Purpose, g.Convener = strings.TrimSpace(cmd.Title), cmd.Form, cmd.Purpose, cmd.Convener
	g.Seat = charter.SeatAt(cmd.Place, m)
}

func (g *Group) appoint(cmd Appoint, _ *governance.Moment) { g.Convener = cmd.Convener }

func (g *Group) canDissolve(Dissolve, *governance.Moment) error {
	if g.Going > 0 {
		return governance.Refuse("还有未了的提案", "there are proposals that have not ended")
	}
	return nil
}

func (g *Group) dissolve(_ Dissolve, m *governance.Moment) {
	g.repeal(charter.RepealCovenant{}, m)
	g.Close(m, string(Dissolved))
}

func (g *Group) canTurnout(cmd charter.Turnout, _ *governance.Moment) error {
	if g.Phase == Dissolved && cmd.Came.Persons > 0 {
		return governance.Refuse("自治组织已解散", "the group has been dissolved")
	}
	return nil
}

func (g *Group) turnout(cmd charter.Turnout, m *governance.Moment) {
	g.Roll = g.Roll.Plus(cmd.Came).Minus(cmd.Left)
	g.Changes++
	m.Send(m.Cause.Ref, membership.Number{Change: g.Changes})
}

func (g *Group) canFreeze(charter.Freeze, *governance.Moment) error {
	if g.Roll.Persons == 0 {
		return governance.Refuse("名册上没有人", "nobody is on the roll")
	}
	return nil
}

func (g *Group) freeze(_ charter.Freeze, m *governance.Moment) {
	m.Send(m.Cause.Ref, proposal.Frozen{Roll: g.Roll, Changes: g.Changes})
}

func (g *Group) concluded(governance.Concluded, *governance.Moment) { g.Going-- }

func (g *Group) adopt(cmd charter.AdoptCovenant, m *governance.Moment) {
	if g.Covenant != uuid.Nil {
		m.Send(governance.Ref{Kind: covenant.Kind, ID: g.Covenant}, covenant.Supersede{})
	}
	g.Covenants++
	g.Covenant = m.Open(covenant.Kind, covenant.Enact{
		Title: cmd.Title, Text: cmd.Text, Number: g.Covenants, Group: g.ID, Place: g.Place, Community: g.Community,
	}).ID
}

func (g *Group) repeal(_ charter.RepealCovenant, m *governance.Moment) {
	if g.Covenant != uuid.Nil {
		m.Send(governance.Ref{Kind: covenant.Kind, ID: g.Covenant}, covenant.Repeal{})
		g.Covenant = uuid.Nil
	}
}
