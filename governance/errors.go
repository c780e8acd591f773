package governance

import (
	"fmt"
	"slices"
	"strings"

	"github.com/jinlin-project/jinlin/civil"
)

// The kinds of error are closed: everything the law refuses is one of
// [NotFoundError], [ConflictError], [NotAllowedError], [ForbiddenError] and
// [InvalidError]. Match them with errors.As. None of them ever repeats a value
// that was sent in, since it may be somebody's phone or ID number.

// NotFoundError says that a record does not exist, or that the caller may not
// know of it: the two look alike on purpose.
type NotFoundError struct{ Ref Ref }

// Error says it to a developer, in English.
func (e *NotFoundError) Error() string { return fmt.Sprintf("%s not found", e.Ref.Kind) }

// Explain says it to a person.
func (e *NotFoundError) Explain() Text {
	return Text{Zh: "没有找到，或无权知悉", En: "not found, or not yours to know of"}
}

// ConflictReason says what a commit collided with.
type ConflictReason string

// The reasons a commit collides.
const (
	Changed    ConflictReason = "changed"     // somebody changed the record meanwhile
	Stale      ConflictReason = "stale"       // the caller asked for another version than there is
	Depends    ConflictReason = "depends"     // a record the decision relied on has changed
	Claimed    ConflictReason = "claimed"     // a claim (a seat, a vote, a booking) is already held
	KeyReused  ConflictReason = "key-reused"  // the idempotency key came with another request before
	KeyPending ConflictReason = "key-pending" // the same key was committed a moment ago: look its answer up
)

// ConflictError says that nothing is wrong with the command, but the world has
// moved: read again and decide again. Nothing of the commit was kept.
type ConflictError struct {
	Ref    Ref
	Reason ConflictReason
	Claim  Claim // the claim that is held, when Reason is Claimed
}

// Error says it to a developer, in English.
func (e *ConflictError) Error() string {
	return fmt.Sprintf("%s %s: %s", e.Ref.Kind, e.Ref.ID, e.Reason)
}

var conflictTexts = map[ConflictReason]Text{
	Changed:    {"已被他人更新，请刷新后重试", "somebody else changed it meanwhile; read it again"},
	Stale:      {"所依据的版本已过期", "the version you relied on is no longer current"},
	Depends:    {"所依据的组织或规则刚刚变更，请重试", "what the decision relied on has changed; try again"},
	Claimed:    {"名额、席位或时段已被占用", "the place, vote or slot is already taken"},
	KeyReused:  {"同一幂等键已用于另一请求", "the idempotency key was used for another request"},
	KeyPending: {"同一请求正在处理", "the same request is being handled"},
}

// Explain says it to a person.
func (e *ConflictError) Explain() Text { return conflictTexts[e.Reason] }

// NotAllowedError says that the command is not for this moment of the record's
// life, and in which phases it would be.
type NotAllowedError struct {
	Verb   string
	Phase  Phase
	From   []Phase // where the command would be allowed; empty when a condition other than the phase refused it
	Reason Text    // the condition that refused; zero when it was the phase
	Cause  error   // what the calendar said, when it was a strict calendar that refused
}

// Unwrap returns what the calendar said.
func (e *NotAllowedError) Unwrap() error { return e.Cause }

// Error says it to a developer, in English.
func (e *NotAllowedError) Error() string {
	if e.Reason.En != "" {
		return fmt.Sprintf("%s is not allowed: %s", e.Verb, e.Reason.En)
	}
	return fmt.Sprintf("%s is not allowed in phase %s", e.Verb, e.Phase)
}

// Explain says it to a person.
func (e *NotAllowedError) Explain() Text {
	if e.Reason.Zh != "" {
		return e.Reason
	}
	return Text{Zh: "当前阶段不能进行此操作", En: e.Error()}
}

// Refuse is a NotAllowedError for a condition other than the phase; the
// interpreter fills in verb and phase.
func Refuse(zh, en string) error { return &NotAllowedError{Reason: Text{zh, en}} }

// ForbiddenError says that the command is not this actor's, and whose it is.
type ForbiddenError struct {
	Verb string
	Who  []Text // the authorities that may
}

// Forbid is a ForbiddenError for a command whose own fields say whose it is; the
// interpreter fills in the verb.
func Forbid(zh, en string) error { return &ForbiddenError{Who: []Text{{zh, en}}} }

// Error says it to a developer, in English.
func (e *ForbiddenError) Error() string {
	return fmt.Sprintf("%s may be given by %s only", e.Verb, e.who(Text.en))
}

// Explain says it to a person.
func (e *ForbiddenError) Explain() Text {
	return Text{Zh: "只有" + e.who(Text.zh) + "可以进行此操作", En: e.Error()}
}

func (e *ForbiddenError) who(in func(Text) string) string {
	names := make([]string, len(e.Who))
	for i, t := range e.Who {
		names[i] = in(t)
	}
	return strings.Join(names, " / ")
}

func (t Text) zh() string { return t.Zh }
func (t Text) en() string { return t.En }

// A Fault is one thing wrong with one field of a command.
type Fault struct {
	Path   string // JSON path of the field, such as "units[1].role"
	Code   string // stable: required, too-long, unknown-unit …
	Detail Text
}

// InvalidError names every field of a command at fault, not only the first.
type InvalidError struct{ Faults []Fault }

// Error says it to a developer, in English.
func (e *InvalidError) Error() string {
	names := make([]string, len(e.Faults))
	for i, f := range e.Faults {
		names[i] = f.Path + " " + f.Code
	}
	return "invalid: " + strings.Join(names, ", ")
}

// Explain says it to a person.
func (e *InvalidError) Explain() Text {
	return Text{Zh: fmt.Sprintf("有%d处填写不符合要求", len(e.Faults)), En: e.Error()}
}

// with adds the faults of another error for fields not named yet.
func (e *InvalidError) with(more *InvalidError) *InvalidError {
	if more == nil {
		return e
	}
	out := &InvalidError{Faults: slices.Clone(e.Faults)}
	for _, f := range more.Faults {
		if !slices.ContainsFunc(e.Faults, func(have Fault) bool { return have.Path == f.Path }) {
			out.Faults = append(out.Faults, f)
		}
	}
	return out
}

// Faults gathers what is wrong with a command; Err is nil while it is empty.
type Faults []Fault

// Add notes one fault.
func (f *Faults) Add(path, code, zh, en string) {
	*f = append(*f, Fault{Path: path, Code: code, Detail: Text{zh, en}})
}

// Err returns an [InvalidError] with all faults, or nil when there is none.
func (f Faults) Err() error {
	if len(f) == 0 {
		return nil
	}
	return &InvalidError{Faults: f}
}

// ErrBy is Err for a command by whose day something is due: where nothing else is at
// fault, it reports that the calendar refuses to say when that day ends.
func (f Faults) ErrBy(day civil.Date, m *Moment) error {
	if err := f.Err(); err != nil || day == 0 {
		return err
	}
	return m.Reaches(m.DaysTo(day))
}

// A Defect is an error of an institution's own making: a row that led to a
// phase it does not list, a further command to a kind nobody keeps. It is a
// bug to mend, never something the caller did.
type Defect struct{ Rule, Problem string }

// Error says it to a developer, in English.
func (e *Defect) Error() string { return fmt.Sprintf("defect in %s: %s", e.Rule, e.Problem) }
