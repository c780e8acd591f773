package charter

import (
	"github.com/jinlin-project/jinlin/governance/selfgov/voting"
)

// KindGroup is the kind under which groups are kept.
const KindGroup = "residents-group"

// Turnout tells the group that its roll has changed (名册变更); it answers with the
// change's number.
type Turnout struct {
	Came voting.Weight `json:"came,omitzero" zh:"加入" en:"Came"`
	Left voting.Weight `json:"left,omitzero" zh:"退出" en:"Left"`
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
