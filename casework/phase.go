package casework

import "github.com/jinlin-project/jinlin/governance"

// The phases of a matter.
const (
	PhaseReported   governance.Phase = "reported"    // 已上报
	PhaseReturned   governance.Phase = "returned"    // 退回补充
	PhaseVerified   governance.Phase = "verified"    // 已核验
	PhaseHandling   governance.Phase = "handling"    // 社区办理
	PhaseWhistled   governance.Phase = "whistled"    // 已吹哨
	PhaseAtTown     governance.Phase = "at-town"     // 镇街办理
	PhaseEscalated  governance.Phase = "escalated"   // 提级待分办
	PhaseDispatched governance.Phase = "dispatched"  // 已派单
	PhaseInProgress governance.Phase = "in-progress" // 办理中
	PhaseExplaining governance.Phase = "explaining"  // 解释谅解
	PhaseChecking   governance.Phase = "checking"    // 验单
	PhasePassed     governance.Phase = "passed"      // 验单通过
	PhaseRating     governance.Phase = "rating"      // 评单
	PhaseClosed     governance.Phase = "closed"      // 已关闭
)

// Groups of phases that rows speak of.
var (
	beforeTown     = []governance.Phase{PhaseReported, PhaseReturned, PhaseVerified, PhaseHandling, PhaseWhistled}
	beforeDispatch = append(beforeTown[:len(beforeTown):len(beforeTown)], PhaseAtTown, PhaseEscalated)
	ordered        = []governance.Phase{PhaseDispatched, PhaseInProgress}
	beingHandled   = []governance.Phase{PhaseHandling, PhaseAtTown, PhaseDispatched, PhaseInProgress, PhaseExplaining}
	unchecked      = append(beforeDispatch[:len(beforeDispatch):len(beforeDispatch)], PhaseDispatched, PhaseInProgress, PhaseExplaining)
	open           = append(unchecked[:len(unchecked):len(unchecked)], PhaseChecking, PhasePassed, PhaseRating)
	everywhere     = append(open[:len(open):len(open)], PhaseClosed)
)

func phaseLabels() []governance.PhaseLabel {
	label := func(p governance.Phase, zh, en string) governance.PhaseLabel {
		return governance.PhaseLabel{Phase: p, Label: governance.Text{Zh: zh, En: en}, Final: p == PhaseClosed}
	}
	return []governance.PhaseLabel{
		label(PhaseReported, "已上报", "reported"), label(PhaseReturned, "退回补充", "returned to the sender"),
		label(PhaseVerified, "已核验", "verified"), label(PhaseHandling, "社区办理", "handled by the community"),
		label(PhaseWhistled, "已吹哨", "whistled"), label(PhaseAtTown, "镇街办理", "at the town"),
		label(PhaseEscalated, "提级待分办", "escalated to the centre"), label(PhaseDispatched, "已派单", "dispatched"),
		label(PhaseInProgress, "办理中", "in progress"), label(PhaseExplaining, "解释谅解", "explaining"),
		label(PhaseChecking, "验单", "being checked"), label(PhasePassed, "验单通过", "passed"),
		label(PhaseRating, "评单", "being rated"), label(PhaseClosed, "已关闭", "closed"),
	}
}

func verbLabels() []governance.VerbLabel {
	label := func(verb, zh, en string) governance.VerbLabel {
		return governance.VerbLabel{Verb: verb, Label: governance.Text{Zh: zh, En: en}}
	}
	return append([]governance.VerbLabel{
		label("report", "上报", "Report"), label("adopt", "转入", "Adopt"), label("branch", "拆分生成", "Branch off"), label("amend", "补充修改", "Amend"),
		label("verify", "核验", "Verify"), label("return", "退回补充", "Return"), label("decline", "不予受理", "Decline"),
		label("withdraw", "撤回", "Withdraw"), label("handle", "自行办理", "Handle"), label("whistle", "吹哨", "Whistle"),
		label("report-in", "报到", "Report in"), label("escalate", "提级", "Escalate"), label("triage", "分类派单", "Triage"),
		label("take", "接单", "Take"), label("refuse", "退单", "Refuse"), label("rule", "裁定", "Rule"),
		label("progress", "报告进展", "Progress"), label("finish-stage", "完成阶段", "Finish stage"),
		label("request-extension", "申请延期", "Request extension"), label("grant-extension", "同意延期", "Grant extension"),
		label("deny-extension", "不同意延期", "Deny extension"), label("pause", "挂起", "Pause"), label("resume", "恢复计时", "Resume"),
		label("explain", "解释说明", "Explain"), label("acknowledge", "记录谅解", "Acknowledge"), label("review", "到期复查", "Review"),
		label("reclassify", "调整清单", "Reclassify"), label("complete", "办结", "Complete"), label("pass", "验单通过", "Pass"),
		label("send-back", "验单退回", "Send back"), label("feedback", "反馈", "Feed back"), label("publish", "公开", "Publish"),
		label("rate", "评价", "Rate"), label("lapse", "评价期满", "Lapse"), label("reopen", "重新办理", "Reopen"), label("recall", "抽查退回", "Recall after a sample"),
		label("merge", "并案", "Merge"), label("absorb", "并入", "Absorb"), label("unmerge", "撤销并案", "Undo merging"),
		label("give-up", "移出并案", "Give up"), label("answer", "随并案反馈", "Answer with the merged"), label("settle", "并案确定", "Settle"),
		label("split", "拆分", "Split"), label("child-closed", "子事项办结", "Child closed"), label("child-reopened", "子事项重办", "Child reopened"),
		label("urge", "催办", "Urge"), label("supervise", "督办", "Supervise"),
	}, append(governance.StandardVerbs(), governance.ReferVerbs()[:1]...)...)
}
