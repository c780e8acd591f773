package engine

import "github.com/jinlin-project/jinlin/examples/simulate/chance"

// step is one thing that happens, and who has planned it.
type step uint8

// The steps. Time's own comes first.
const (
	stepWake step = iota
	stepReport
	stepAsk
	stepVerify
	stepAmend
	stepGiveUp
	stepWithdraw
	stepDecide
	stepReportIn
	stepWork
	stepConclude
	stepTriage
	stepTake
	stepRule
	stepExplain
	stepReply
	stepRecord
	stepReview
	stepExtend
	stepGrant
	stepPause
	stepResume
	stepUrge
	stepProgress
	stepCheck
	stepAnswer
	stepWhistlerRates
	stepSenderRates
	stepReopen
	stepSample
	stepReplyInquiry
	steps
)

var stepNames = [steps]string{
	"time", "report", "ask", "verify", "amend", "give up", "withdraw", "decide", "report in", "work", "conclude", "triage", "take", "rule", "explain",
	"reply", "record", "review", "extend", "grant", "pause", "resume", "urge", "progress", "check", "answer", "whistler rates", "sender rates", "reopen",
	"sample", "answer inquiry",
}

func (s step) String() string { return stepNames[s] }

// topics are what streams decide, made once from their names.
var (
	topicHour        = chance.TopicOf("hour")
	topicInquiryHour = chance.TopicOf("inquiry hour")
	topicWhat        = chance.TopicOf("what")
	topicInquiry     = chance.TopicOf("inquiry")
	topicUnclear     = chance.TopicOf("unclear")
	topicScope       = chance.TopicOf("scope")
	topicDuplicate   = chance.TopicOf("duplicate")
	topicCompletes   = chance.TopicOf("completes")
	topicWithdraws   = chance.TopicOf("withdraws")
	topicSplits      = chance.TopicOf("splits")
	topicResolves    = chance.TopicOf("resolves")
	topicQuality     = chance.TopicOf("quality")
	topicPartly      = chance.TopicOf("partly")
	topicTriage      = chance.TopicOf("triage")
	topicRefuses     = chance.TopicOf("refuses")
	topicRuling      = chance.TopicOf("ruling")
	topicUnderstands = chance.TopicOf("understands")
	topicReplies     = chance.TopicOf("replies")
	topicReview      = chance.TopicOf("review")
	topicExtension   = chance.TopicOf("extension")
	topicGrants      = chance.TopicOf("grants")
	topicOwes        = chance.TopicOf("owes")
	topicUrges       = chance.TopicOf("urges")
	topicRates       = chance.TopicOf("rates")
	topicWhistler    = chance.TopicOf("whistler rates")
	topicReopens     = chance.TopicOf("reopens")
	topicSample      = chance.TopicOf("sample")
	topicConverts    = chance.TopicOf("converts")
	topicTime        = chance.TopicOf("time taken") // plus the step
	topicID          = chance.TopicOf("id")
)
