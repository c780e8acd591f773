package casework

import "github.com/jinlin-project/jinlin/governance"

// Table returns the lifecycle of a matter: every row with its source and its
// sentence, in the order in which a matter meets them.
func Table() governance.Table[Case] {
	rules := checkRules()
	rules = append(rules, orderRules()...)
	rules = append(rules, handlingRules()...)
	rules = append(rules, loopRules()...)
	rules = append(rules, sideRules()...)
	rules = append(rules, governance.TimeRules[Case](KindCase, open)...)
	rules = append(rules, governance.RecordRules(KindCase, everywhere, byPart.Or(bySender), byWorkers, byCentre)...)
	return governance.Table[Case]{
		Kind: KindCase, Phases: phaseLabels(), Verbs: verbLabels(), Rules: rules,
		Category: categoryOf,
	}
}

// categoryOf is the category by which limits may vary: the matter's, or that of
// the command that opens it.
func categoryOf(c *Case, cmd governance.Command) string {
	switch cmd := cmd.(type) {
	case Report:
		return cmd.Category
	case Adopt:
		return cmd.Category
	case Branch:
		return cmd.Category
	}
	return c.Category
}

// on is governance.On for matters.
func on[C governance.Command](from, to []governance.Phase, by governance.Authority[Case], can func(*Case, C, *governance.Moment) error, do func(*Case, C, *governance.Moment)) governance.Rule[Case] {
	return governance.On(from, to, by, can, do)
}

var phases = governance.Phases

// checkRules: from the report to the order.
func checkRules() []governance.Rule[Case] {
	return []governance.Rule[Case]{
		on(phases(governance.Unopened), phases(PhaseReported), byAnyone, (*Case).canReport, (*Case).report).
			As("case.report", "2.1 [R]", "单位、党组织、党员、居民随时在线上报（点单）；社区、小区也主动收集", "units, Party organisations, members and residents send a matter online at any hour; communities collect them too").
			Starting(LimitVerify),
		on(phases(governance.Unopened), phases(PhaseReported), byCause, (*Case).canAdopt, (*Case).adopt).
			As("case.adopt", "2.3", "由咨询等转为事项", "an inquiry or another record is turned into a matter").
			Starting(LimitVerify),
		on(phases(governance.Unopened), phases(PhaseReported), byCause, (*Case).canTakeOver, (*Case).takeOver).
			As("case.refer", "4 [R]", "留言、需求、走访问题等转为事项", "a voice, a need or a visit's problem is turned into a matter").
			Starting(LimitVerify),
		on(phases(governance.Unopened), phases(PhaseReported, PhaseReturned, PhaseVerified, PhaseAtTown, PhaseEscalated), byCause, nil, (*Case).branch).
			As("case.branch", "2.2 [D]", "拆分产生的子事项从上级事项所处阶段开始", "a child begins where its parent stands").
			Starting(LimitVerify, LimitDecide),
		on(phases(PhaseReported, PhaseReturned), phases(PhaseReported), bySender, (*Case).canAmend, (*Case).amend).
			As("case.amend", "2.1", "反映人可以补充修改；退回后补充即重新上报", "the sender may complete a matter; after a return that reports it again").
			Owed(func(c *Case, to []governance.Address) []governance.Address {
				if c.Phase != PhaseReturned {
					return to
				}
				return c.whoSent(to)
			}).Starting(LimitVerify).Ending(LimitAmend),
		on(phases(PhaseReported, PhaseVerified, PhaseHandling), nil, byChecker.Or(byBase), (*Case).canCorrect, (*Case).amend).
			As("case.amend.community", "2.1", "核验组织可以补充类别等要素", "the checking organisation may set what it knows better, such as the category"),
		on(phases(PhaseWhistled, PhaseAtTown), nil, byTown, (*Case).canCorrect, (*Case).amend).
			As("case.amend.town", "2.1 [R]", "镇街可以更正类别，分门别类派单", "the town may set the category, by which orders go out"),
		on(phases(PhaseEscalated), nil, byCentre, (*Case).canCorrect, (*Case).amend).
			As("case.amend.centre", "2.1 [R]", "中心派单前可以更正类别", "the centre may set the category before it dispatches"),
		on(phases(PhaseReported), phases(PhaseVerified), byChecker, (*Case).canVerify, (*Case).verify).
			As("case.verify", "2.1 [R]", "反映人所在党组织核验", "the sender's own Party organisation checks it").
			MustAct().Starting(LimitDecide).Ending(LimitVerify),
		on(phases(PhaseReported), phases(PhaseReturned), byChecker, nil, (*Case).giveBack).
			As("case.return", "2.1 [D]", "不清楚的退回反映人补充", "what is unclear goes back to the sender").Starting(LimitAmend).Ending(LimitVerify),
		on(phases(PhaseReported, PhaseReturned, PhaseVerified), phases(PhaseClosed), byChecker.Or(byBase), (*Case).canDecline, (*Case).decline).
			As("case.decline", "2.2", "不属受理范围的说明理由并指明渠道", "what lies outside the scope is declined with a reason and where to go instead").Owed((*Case).owesAnEnd).Ending(LimitVerify, LimitAmend, LimitDecide),
		on(phases(PhaseEscalated), phases(PhaseClosed), byCentre, (*Case).canDecline, (*Case).decline).
			As("case.decline.centre", "2.2", "中心可以对不属受理范围的事项不予受理", "the centre may decline what lies outside the scope").Ending(LimitTriage),
		on(beforeDispatch, phases(PhaseClosed), bySender, (*Case).canWithdraw, (*Case).withdraw).
			As("case.withdraw", "2.2", "派单前反映人可以撤回", "the sender may withdraw before dispatch"),
		on(phases(PhaseVerified), phases(PhaseHandling), byBase, nil, (*Case).handle).
			As("case.handle", "2.1 [R]", "属于自身职能的由社区或小区答复、办理", "what lies within its own functions is handled there").
			MustAct().Starting(LimitCommunity).Ending(LimitDecide),
	}
}

// orderRules: the whistle, the town, the centre and its dispatch.
func orderRules() []governance.Rule[Case] {
	return []governance.Rule[Case]{
		on(phases(PhaseVerified, PhaseHandling), phases(PhaseWhistled), byBase, (*Case).canWhistle, (*Case).whistle).
			As("case.whistle", "2.1 [R]", "群众反映迫切但超出本级职能的下单即吹哨；吹哨权属于社区和小区", "what residents press for and is beyond it is ordered, and that order is the whistle; the right to whistle belongs to communities and compounds").
			Owed(func(c *Case, to []governance.Address) []governance.Address {
				if c.Phase != PhaseVerified {
					return to
				}
				return c.whoWhistles(to)
			}).Starting(LimitReportIn, LimitTown).Ending(LimitDecide, LimitCommunity),
		on(phases(PhaseWhistled), phases(PhaseAtTown), byTown, nil, (*Case).reportIn).
			As("case.report-in", "2.1 [R]", "属地镇街优先报到", "the town that the place belongs to reports in first").
			MustAct().Ending(LimitReportIn),
		on(phases(PhaseAtTown), phases(PhaseEscalated), byLead, nil, (*Case).escalate).
			As("case.escalate", "2.1 [R]", "镇街解决不了的提级到中心", "what is beyond the town is escalated").
			Starting(LimitTriage).Ending(LimitTown, LimitRework),
		on(phases(PhaseEscalated), phases(PhaseDispatched, PhaseInProgress, PhaseExplaining), byCentre, (*Case).canTriage, (*Case).triage).
			As("case.triage", "2.1 [R]", "中心按难易和时限分入三张清单，派给部门（或镇街），多个单位的明确牵头单位", "the centre sorts it into one of three lists and dispatches it to departments or towns; where there are several, it names the lead").
			MustAct().Starting(LimitTake, LimitImmediate, LimitExplain, LimitAssist).Ending(LimitTriage),
		on(phases(PhaseDispatched), phases(PhaseDispatched, PhaseInProgress), byUnits, (*Case).canTake, (*Case).take).
			As("case.take", "2.1", "各单位接单，牵头单位接单后即进入办理", "each unit takes its order; the lead's moves the phase").
			Owed(whoStands(Offered)).Starting(LimitConclude).Ending(LimitTake, LimitRuling),
		on(phases(PhaseInProgress), nil, byUnits, (*Case).canTake, (*Case).take).
			As("case.take.assisting", "2.1", "牵头单位接单后，协办单位仍可接单", "assisting units may take theirs after the lead").
			Owed(whoStands(Offered)).Ending(LimitTake),
		on(ordered, nil, byUnits, (*Case).canRefuse, (*Case).refuse).
			As("case.refuse", "2.1 [D]", "说明理由可以退单，一个单位退一次", "a unit may refuse with a reason, once").Starting(LimitRuling).Ending(LimitTake, LimitImmediate, LimitAssist),
		on(ordered, phases(PhaseDispatched, PhaseInProgress), byCentre, (*Case).canRule, (*Case).rule).
			As("case.rule", "2.1 [D]", "中心裁定由谁办理，裁定后不得再退", "the centre rules who handles; the ruling binds").
			Owed((*Case).owesRuling).Starting(LimitTake, LimitImmediate, LimitExplain, LimitAssist, LimitRework, LimitConclude).Ending(LimitRuling),
		on(phases(PhaseDispatched), nil, byCoordinator, (*Case).canAskForRuling, (*Case).askForRuling).
			As("case.escalate.coordinator", "2.2 [D]", "首接负责：牵头单位未接单的，协调单位可以提请中心裁定", "first responsible: while no lead has taken, the coordinating unit may ask the centre for a ruling").Starting(LimitRuling),
	}
}

// handlingRules: while units are at work.
func handlingRules() []governance.Rule[Case] {
	return []governance.Rule[Case]{
		on(beingHandled, nil, byUnits, (*Case).canProgress, (*Case).progress).
			As("case.progress", "2.2", "办理单位报告进展", "units report progress"),
		on(beingHandled, nil, byCoordinator, nil, (*Case).progress).
			As("case.progress.coordinator", "2.2 [D]", "首接负责：协调单位报告整体进展，被催办的应当报告", "first responsible: the coordinating unit reports how the whole stands, and owes it when reminded").
			Owed((*Case).owesProgress),
		on(phases(PhaseInProgress), nil, byLead, (*Case).canFinishStage, (*Case).finishStage).
			As("case.finish-stage", "2.1 [D]", "阶段性事项逐阶段报告，各有时限", "each stage has its own deadline and is reported on").Starting(LimitConclude).Ending(LimitStage),
		on(beingHandled, nil, byUnits, (*Case).canRequestExtension, (*Case).requestExtension).
			As("case.request-extension", "2.2", "办理单位可以申请延期", "a unit may ask for an extension"),
		on(beingHandled, nil, byCentre, (*Case).canGrantExtension, (*Case).grantExtension).
			As("case.grant-extension", "2.2 [D]", "中心同意延期，至多两次", "the centre grants it, at most twice").Owed((*Case).owesExtension),
		on(beingHandled, nil, byCentre, (*Case).canDenyExtension, (*Case).denyExtension).
			As("case.deny-extension", "2.2", "中心不同意延期", "the centre denies it"),
		on(beingHandled, nil, byUnits, (*Case).canPause, (*Case).pause).
			As("case.pause", "2.2 [D]", "待反映人补充信息时可以挂起", "the clock may pause while the resident owes information"),
		on(beingHandled, nil, byUnits.Or(byCentre).Or(bySender).Or(byTime), (*Case).canResume, (*Case).resume).
			As("case.resume", "2.2 [D]", "恢复计时；满10个工作日自动恢复", "the clock goes on; by itself after 10 working days"),
		on(phases(PhaseExplaining), nil, byLead, nil, (*Case).explain).
			As("case.explain", "2.1 [D]", "谅解清单由办理单位解释说明，争取谅解", "the handler explains and seeks the resident's understanding").
			Owed(func(c *Case, to []governance.Address) []governance.Address {
				if !c.Explained.IsZero() {
					return to
				}
				return c.whoLeads(to)
			}).Ending(LimitExplain),
		on(phases(PhaseExplaining), nil, byLead.Or(bySender), (*Case).canAcknowledge, (*Case).acknowledge).
			As("case.acknowledge", "2.1 [D]", "记录是否取得谅解", "records whether understanding was given"),
		on(phases(PhaseExplaining), nil, byTime, nil, (*Case).review).
			As("case.review", "2.1 [D]", "到设定日期重新研判", "looked at again on a set day").Starting(LimitReview),
		on(phases(PhaseChecking, PhasePassed, PhaseRating, PhaseClosed), nil, byTime, nil, (*Case).remember).
			As("case.review.later", "2.1 [D]", "已办结或关闭的，到设定日期提示中心", "what is done or closed by then is brought to the centre on the set day").Owed((*Case).owesReview),
		on(phases(PhaseDispatched, PhaseInProgress, PhaseExplaining), phases(PhaseDispatched, PhaseInProgress, PhaseExplaining), byCentre, (*Case).canReclassify, (*Case).reclassify).
			As("case.reclassify", "2.1 [D]", "中心可以调整清单或复查日", "the centre may move it to another list, or set another day").
			Owed((*Case).owesReview).Starting(LimitTake, LimitImmediate, LimitExplain, LimitAssist).Ending(LimitReview, LimitImmediate, LimitStage, LimitExplain, LimitTake, LimitRework),
		on(phases(PhaseClosed), nil, byCentre, (*Case).canReconsider, (*Case).reconsider).
			As("case.reclassify.closed", "2.1 [D]", "关闭后到期复查的，可以另定复查日，或先重新办理", "what is closed and due to be looked at again gets another day, or is reopened first"),
	}
}

// loopRules: the closed loop after handling.
func loopRules() []governance.Rule[Case] {
	after := []string{LimitFeedback, LimitRating}
	return []governance.Rule[Case]{
		on(phases(PhaseHandling), phases(PhasePassed), byUnits, (*Case).canComplete, (*Case).complete).
			As("case.complete.self", "2.2 [D]", "社区自办的办结后直接反馈、公开、评价", "what the community handled nobody checks before the sender rates").
			MustAct().Starting(after...).Ending(LimitCommunity, LimitRework),
		on(phases(PhaseAtTown), phases(PhaseChecking), byLead, (*Case).canComplete, (*Case).complete).
			As("case.complete.town", "2.2", "镇街办结", "the town completes").
			MustAct().Starting(LimitCheck).Ending(LimitTown, LimitRework),
		on(phases(PhaseInProgress), phases(PhaseInProgress, PhaseChecking), byUnits, (*Case).canComplete, (*Case).complete).
			As("case.complete.part", "2.2", "各单位办结各自部分，牵头单位最后", "each unit completes its part, the lead last").
			Owed(whoStands(Taken, SentBack)).Starting(LimitCheck).Ending(extensible...),
		on(phases(PhaseExplaining), phases(PhaseExplaining, PhaseChecking), byUnits, (*Case).canComplete, (*Case).complete).
			As("case.complete.understanding", "2.2 [D]", "谅解清单办结", "a matter on the understanding list is completed").
			Owed(whoStands(Taken, SentBack)).Starting(LimitCheck).Ending(LimitExplain, LimitRework),
		on(phases(PhaseChecking), phases(PhaseChecking, PhasePassed), byCheckers, (*Case).canPass, (*Case).pass).
			As("case.pass", "2.2 [R]", "验单：部门的由中心、镇街的由吹哨单位检查通过", "what departments did the centre checks, what a town did the whistler").
			MustAct().Starting(after...).Ending(LimitCheck),
		on(phases(PhaseChecking, PhasePassed, PhaseRating), phases(PhaseInProgress, PhaseAtTown, PhaseHandling, PhaseExplaining), bySendBacker, (*Case).canSendBack, (*Case).sendBack).
			As("case.send-back", "2.2 [R]", "检查或抽查不合格的退回", "what does not pass its check, or a sample, is sent back").
			Starting(LimitRework).Ending(LimitCheck, LimitFeedback, LimitRating),
		on(phases(PhasePassed), phases(PhasePassed, PhaseRating, PhaseClosed), byCommunity.Or(byCentre), (*Case).canFeedback, (*Case).feedback).
			As("case.feedback", "2.2 [R]", "办理结果反馈当事人", "the result is fed back to the person concerned").
			Owed(func(c *Case, to []governance.Address) []governance.Address {
				if !c.Answered.IsZero() {
					return to
				}
				return c.whoIsCommunity(to)
			}).Ending(LimitFeedback, LimitRating),
		governance.Asking(on(phases(PhasePassed), phases(PhasePassed, PhaseRating, PhaseClosed), byCommunity.Or(byCentre), (*Case).canPublish, (*Case).publish), KindCase, "identified", (*Case).wantsIdentified).
			As("case.publish", "2.2 [R]", "在社区党务公开栏公开，不含个人信息", "published on the community's notice board, without personal data").
			Owed(func(c *Case, to []governance.Address) []governance.Address {
				if !c.Published.IsZero() {
					return to
				}
				return c.whoIsCommunity(to)
			}).Ending(LimitRating),
		on(phases(PhaseRating), phases(PhaseRating, PhaseClosed), byRaters, (*Case).canRate, (*Case).rate).
			As("case.rate", "2.2 [R]", "吹哨单位和反映人逐单位评价", "the whistler rates unit by unit, and so does whoever first sent the matter").
			Owed((*Case).owesRating).Ending(LimitRating),
		on(phases(PhaseRating), phases(PhaseRating, PhaseClosed), byTime, nil, (*Case).lapse).
			As("case.lapse", "2.2 [D]", "窗口期满未评的登记为未评价，不按满意处理", "a rating not given in the window is registered as not given, never as satisfied").Ending(LimitRating),
		on(phases(PhasePassed), nil, byTime, nil, (*Case).lapse).
			As("case.lapse.unasked", "2.2 [D]", "期满尚未反馈公开的，同样登记为未评价，窗口不顺延", "answering and posting do not push the window out"),
		on(phases(PhaseClosed), phases(PhaseHandling, PhaseAtTown, PhaseInProgress, PhaseExplaining), byReopeners, (*Case).canReopen, (*Case).reopen).
			As("case.reopen", "2.2 [D]", "未解决或不满意的，关闭后10个工作日内可以重办一次", "unresolved or unsatisfied, it may be reopened once within 10 working days of closing").
			Starting(LimitRework),
		on(phases(PhasePassed, PhaseRating), phases(PhaseInProgress, PhaseAtTown, PhaseHandling, PhaseExplaining), byCause, (*Case).canRecall, (*Case).recall).
			As("case.recall", "2.2 [D]", "抽查不合格的退回办理单位", "what a sample finds wanting is sent back").
			Starting(LimitRework).Ending(LimitFeedback, LimitRating),
		on(phases(PhaseClosed), phases(PhaseHandling, PhaseAtTown, PhaseInProgress, PhaseExplaining), byCause, (*Case).canRecallClosed, (*Case).recallClosed).
			As("case.recall.closed", "2.2 [D]", "抽查不合格、已关闭而仍可重办的，重新办理", "what a sample finds wanting after it was closed is reopened, where it may be").
			Starting(LimitRework),
		on(everywhere, nil, byCause, nil, (*Case).recallLate).
			As("case.recall.late", "2.2 [D]", "抽查不合格但已不能退回或重办的，事项不变，记入抽查", "what can no longer come back stays as it is, and the sample keeps that"),
	}
}

// sideRules: merging, splitting, urging.
func sideRules() []governance.Rule[Case] {
	return []governance.Rule[Case]{
		on(beforeTown, phases(PhaseClosed), byBase, (*Case).canMerge, (*Case).merge).
			As("case.merge", "2.2", "重复事项并案：原件和两份历史都保留，只办一次、只计一次", "duplicates are merged: originals and both histories stay, one handling, counted once"),
		on(append(beforeTown[:len(beforeTown):len(beforeTown)], PhaseAtTown), phases(PhaseClosed), byTown, (*Case).canMerge, (*Case).merge).
			As("case.merge.town", "2.2", "镇街可以对提级前的重复事项并案", "the town merges what has not gone beyond it"),
		on(unchecked, phases(PhaseClosed), byCentre, (*Case).canMerge, (*Case).merge).
			As("case.merge.centre", "2.2", "中心可以对未验单的重复事项并案", "the centre merges whatever is not being checked yet"),
		on(unchecked, nil, byCause, (*Case).canAbsorb, (*Case).absorb).
			As("case.absorb", "2.2", "并入方须在办、同区，且不早于被并事项所到的环节；中心除外", "the matter that stays must be open, of the same district and, unless the centre merges, have come as far as the one it absorbs"),
		on(phases(PhaseClosed), unchecked, byCentre.Or(byTown).Or(byBase), (*Case).canUnmerge, (*Case).unmerge).
			As("case.unmerge", "2.2 [D]", "并案后5个工作日内可以撤销", "a merge can be undone for 5 working days"),
		on(everywhere, nil, byCause, nil, (*Case).giveUp).
			As("case.give-up", "2.2 [D]", "撤销并案时移出", "the other half of undoing a merge"),
		on(phases(PhaseClosed), nil, byCause, nil, (*Case).answerMerged).
			As("case.answer", "2.2", "并案的各反映人一并反馈", "all senders are answered"),
		on(phases(PhaseClosed), nil, byTime, nil, (*Case).settle).
			As("case.settle", "2.2 [D]", "撤销期满，并案确定", "a merge that can no longer be undone is settled"),
		on(phases(PhaseReported, PhaseVerified), nil, byBase, (*Case).canSplit, (*Case).split).
			As("case.split", "2.2 [D]", "一事多诉的可以拆分为子事项，至多10个、一层", "one matter may be split into children, at most 10, one level"),
		on(phases(PhaseAtTown), nil, byLead, (*Case).canSplit, (*Case).split).
			As("case.split.town", "2.2 [D]", "镇街可以拆分在办事项", "the town may split what it has in hand"),
		on(phases(PhaseEscalated), nil, byCentre, (*Case).canSplit, (*Case).split).
			As("case.split.centre", "2.2 [D]", "中心可以在派单前拆分", "the centre may split before dispatch"),
		on(open, everywhere, byCause, nil, (*Case).childClosed).
			As("case.child-closed", "2.2", "上级事项在子事项之后办结", "a parent completes after its children"),
		on(phases(PhaseClosed), nil, byCause, nil, (*Case).childClosed).
			As("case.child-closed.late", "2.2 [D]", "上级事项关闭后子事项重办的，办结后不改变上级事项", "a child that was reopened after its parent closed leaves it closed"),
		on(everywhere, nil, byCause, nil, (*Case).childReopened).
			As("case.child-reopened", "2.2 [D]", "子事项重办不改变已关闭的上级事项", "a child's rework leaves a closed parent closed"),
		on(unchecked, nil, byCentre.Or(byBase).Or(byTown), nil, (*Case).urge).
			As("case.urge", "2.2 [R]", "中心跟踪进展，可以催办；吹哨单位也可以", "the centre tracks progress and reminds; so may the whistler"),
		on(phases(PhaseDispatched, PhaseInProgress, PhaseExplaining), nil, byCoordinator, (*Case).canRemind, (*Case).remind).
			As("case.urge.coordinator", "2.2 [D]", "首接负责：协调单位可以催办其他办理单位", "first responsible: the coordinating unit reminds the others"),
		on(open, nil, byCentre, nil, (*Case).supervise).
			As("case.supervise", "2.2 [R]", "中心督办", "the centre supervises"),
	}
}
