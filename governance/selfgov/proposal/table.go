package proposal

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/selfgov/charter"
	"github.com/jinlin-project/jinlin/governance/selfgov/membership"
)

func (d *Proposal) whoConvenes(to []governance.Address) []governance.Address {
	return append(d.WhoKeeps(to), governance.Person(d.Convener))
}

func table(kinds []string) governance.Table[Proposal] {
	phases, on := governance.Phases, governance.VerbOf
	anyone, time, cause := governance.ByAnyone[Proposal](), governance.BySystem[Proposal](), governance.ByConsequence[Proposal]()
	lead := governance.By("community", "社区党组织和居委会", "the community's Party organisation and committee", (*Proposal).WhoLeads)
	convene := governance.By("convener", "社区、小区党支部或召集人", "the community, the compound's branch or the convener", (*Proposal).whoConvenes)
	keeper := governance.By("keeper", "社区或小区党支部", "the community or the compound's branch", (*Proposal).WhoKeeps)
	proposer := governance.By("proposer", "提案人", "the proposer", (*Proposal).WhoIsSubject)
	rules := []governance.Rule[Proposal]{
		governance.On(phases(governance.Unopened), phases(Proposed), cause, nil, (*Proposal).put).
			As("proposal.put", "4 G8", "提案向自治组织提出", "a proposal is made to a group").Starting(charter.LimitTakeUp),
		governance.On(phases(Proposed), phases(Deliberating), lead, nil, (*Proposal).takeUp).
			As("proposal.take-up", "4 G8 [R]", "社区党组织把关，列入议事", "the community's Party organisation puts it down for deliberation").MustAct().Ending(charter.LimitTakeUp),
		governance.On(phases(Proposed, Deliberating), phases(Dropped), lead, nil, (*Proposal).turnDown).
			As("proposal.turn-down", "4 G8 [D]", "违法、不属自治范围或协商不成的不付表决，说明理由", "what is unlawful, not for self-governance or without agreement is not voted on, with the reason").Ending(charter.LimitTakeUp),
		governance.On(phases(Proposed, Deliberating), phases(Dropped), proposer, nil, (*Proposal).withdraw).
			As("proposal.withdraw", "4 G8", "表决前提案人可以撤回", "the proposer may take it back before the vote").Ending(charter.LimitTakeUp),
		governance.On(phases(Deliberating), nil, convene, nil, (*Proposal).deliberate).
			As("proposal.deliberate", "4 G8 [R]", "在议事厅、说事院、连心亭等协商，可以修改内容", "it is deliberated in hall, court or pavilion, and may be amended").MustAct(),
		governance.On(phases(Deliberating), phases(VotingOpenly, VotingSecret), lead, (*Proposal).canOpenVote, (*Proposal).openVote).
			As("proposal.open-vote", "4 G8 [R]", "经协商的付诸表决，名册于发起时冻结", "what was deliberated is voted on; the roll is frozen at the opening"),
		governance.On(phases(VotingOpenly, VotingSecret), nil, cause, nil, (*Proposal).frozen).
			As("proposal.frozen", "4 G8 [R]", "记下冻结的名册", "the frozen roll is kept"),
		governance.Asking(governance.On(phases(VotingOpenly), nil, anyone, (*Proposal).canVote, (*Proposal).voteOpenly).
			As("proposal.vote.open", "4 G8 [R]", "名册上的人一人一票，记名", "one person on the roll, one vote; in the open"), membership.Kind, "standing", (*Proposal).voterStanding),
		governance.Asking(governance.On(phases(VotingSecret), nil, anyone, (*Proposal).canVote, (*Proposal).voteSecretly).
			As("proposal.vote.secret", "4 G8 [R]", "名册上的人一人一票，无记名", "one person on the roll, one vote; nobody is to know who").Secretly(), membership.Kind, "standing", (*Proposal).voterStanding),
		governance.Asking(governance.On(phases(VotingOpenly), nil, keeper, (*Proposal).canRecordVote, (*Proposal).recordVote).
			As("proposal.record-vote", "4 G8 [D]", "记名的纸质表决票可以代录，无记名的不可以", "paper votes of an open ballot may be entered for the voter, never those of a secret one"), membership.Kind, "standing", (*Proposal).paperStanding),
		governance.On(phases(VotingOpenly, VotingSecret), phases(Adopted, Done, Rejected), time.Or(lead), (*Proposal).canCountOut, (*Proposal).countOut).
			As("proposal.count-out", "4 G8 [R]", "到截止时间计票公布；结果已定的可以提前", "counted and announced at its time, or before when nothing can change the result").Starting(charter.LimitCarryOut),
		governance.On(phases(Adopted), nil, lead, canHandOn(kinds), (*Proposal).handOn).
			As("proposal.hand-on", "4 G8", "通过的事项可以转为任务或事项", "what was adopted may be handed on as a task or a matter").Ending(charter.LimitCarryOut),
		governance.On(phases(Adopted), nil, cause, nil, (*Proposal).concluded).
			As("proposal.concluded", "4 G8", "得知转办的结果", "what came of it elsewhere is heard").Starting(charter.LimitCarryOut),
		governance.On(phases(Done, Unfulfilled), nil, cause, nil, func(*Proposal, governance.Concluded, *governance.Moment) {}).
			As("proposal.concluded.later", "4 G8", "已了结的，转办事项再次办结不再记", "one that has ended hears no more"),
		governance.On(phases(Adopted), phases(Done), convene, atHome[CarryOut], (*Proposal).carryOut).
			As("proposal.carry-out", "4 G8 [D]", "通过的事项落实后公布情况", "what was adopted is carried out, and how is made known").MustAct().Ending(charter.LimitCarryOut),
		governance.On(phases(Adopted), phases(Unfulfilled), lead, atHome[GiveUp], (*Proposal).giveUp).
			As("proposal.give-up", "4 G8 [D]", "确实不能落实的，向居民说明理由", "what cannot be done after all is ended, and residents are told why").Ending(charter.LimitCarryOut),
	}
	return governance.Table[Proposal]{
		Kind: Kind,
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Proposed, "待受理", "proposed"), governance.PhaseOf(Deliberating, "协商中", "being deliberated"),
			governance.PhaseOf(VotingOpenly, "表决中（记名）", "open vote"), governance.PhaseOf(VotingSecret, "表决中（无记名）", "secret vote"),
			governance.PhaseOf(Adopted, "已通过", "adopted"), governance.FinalPhase(Done, "已落实", "carried out"), governance.FinalPhase(Unfulfilled, "未能落实", "not carried out"),
			governance.FinalPhase(Rejected, "未通过", "rejected"), governance.FinalPhase(Dropped, "未表决", "not voted on"),
		},
		Verbs: []governance.VerbLabel{
			on("put", "提出", "Put"), on("take-up", "列入议事", "Take up"), on("turn-down", "不付表决", "Turn down"), on("withdraw", "撤回", "Withdraw"),
			on("deliberate", "议事", "Deliberate"), on("open-vote", "发起表决", "Open the vote"), on("frozen", "名册冻结", "Roll frozen"), on("vote", "表决", "Vote"),
			on("record-vote", "代录表决票", "Record a vote"), on("count-out", "计票公布", "Count out"), on("hand-on", "转办", "Hand on"), on("carry-out", "落实", "Carry out"), on("give-up", "未能落实", "Give up"), governance.ReferVerbs()[1],
		},
		Rules: rules,
	}.Timed(Proposed, Adopted).Kept(convene.Or(proposer), lead)
}

// New returns the book of proposals, which may be handed on to the kinds named.
func New(p *charter.Policy, kinds []string) (*governance.Book[Proposal], error) {
	return governance.NewBook(governance.Institution[Proposal]{
		Kind: Kind, Path: "proposals", Source: "4 G8", Schema: 1, Serials: true, Policy: p, Uncounted: []string{TakenBack},
		Label:    governance.Text{Zh: "居民提案", En: "proposal"},
		Sentence: governance.Text{Zh: "居民提案：列入议事、协商、表决、落实或转办", En: "a proposal: taken up, deliberated, voted on, carried out or handed on"},
		Table:    table(kinds),
		Class:    "about",
		File: func(d *Proposal, h *governance.Header) {
			h.Unit, h.Class, h.Person, h.Title = string(d.Community), string(d.About), d.Subject, d.Title
		},
		Audience: func(d *Proposal, to []governance.Address) []governance.Address {
			return d.WhoSees(d.WhoIsDistrict(to))
		},
		Asks: []governance.Question{askDecisions(), charter.Majorities()},
	})
}
