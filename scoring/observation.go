package scoring

import (
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// An Observation is one unit's part in one matter, as it stands when the source
// looks: everything that scoring knows of it. It is a value that can be compared
// with ==, and holds no personal data.
//
// The source hands in each part once (matter, unit, side): a merged matter where
// it went, but for a part whose unit had missed a limit before; never a parent besides its children; and it says from the start who
// is to rate ([Pending]), so that a part that is dragged still owes its ratings.
type Observation struct {
	Matter uuid.UUID    `json:"matter"`
	Serial string       `json:"serial"` // for people; at most 64 bytes
	Unit   orgtree.Code `json:"unit"`
	Group  Group        `json:"group"`
	Side   Side         `json:"side"`
	List   List         `json:"list"`
	Role   Role         `json:"role,omitempty"` // of a responder

	Asked time.Time `json:"asked,omitzero"` // the order, or the whistle
	// Respond is the first duty: a responder takes the order (接单、报到), a
	// whistler has checked the matter before it whistled (核验).
	Respond Duty `json:"respond,omitzero"`
	// Complete is the second: a responder's result, the one that passed its check,
	// was handed in (办结), or an explanation given; a whistler has rated (评单). For a
	// responder its time limit always runs; for a whistler it begins with the request
	// for the rating.
	Complete Duty `json:"complete,omitzero"`
	// Ended is what the part counts by where no second duty was ever due: when the
	// matter was withdrawn or the whistle ruled unreasonable, or when the first duty of
	// a matter was due that was merged before the second.
	Ended time.Time `json:"ended,omitzero"`

	// Outcome is what came of a responder's part, by the record. It is empty while that
	// is open: others still work, the resident has not answered, a result was sent back.
	Outcome  Outcome `json:"outcome,omitempty"`
	Whistler Rating  `json:"whistler,omitzero"` // of a responder's part, by the whistler
	Sender   Rating  `json:"sender,omitzero"`   // of a responder's part, by whoever first sent the matter

	Refused             int       `json:"refused,omitempty"`             // times the responder refused (退单)
	RefusedUnreasonably int       `json:"refusedUnreasonably,omitempty"` // of these, ruled unreasonable
	SentBack            int       `json:"sentBack,omitempty"`            // times a result, or a whistle, was sent back
	Reopened            int       `json:"reopened,omitempty"`            // times the matter was reopened (重办)
	Overruled           bool      `json:"overruled,omitempty"`           // the whistle was ruled unreasonable
	Excluded            Exclusion `json:"excluded,omitempty"`
}

// A Duty is something that was to be done by an instant, and when it was.
type Duty struct {
	Due  time.Time `json:"due,omitzero"`  // zero: nothing was asked
	Done time.Time `json:"done,omitzero"` // zero: not yet
	// Late says that a limit on the way was missed, of a stage or of rework: the whole
	// is late then, whenever it was done.
	Late bool `json:"late,omitempty"`
}

// met reports whether the duty was done in time. Deadlines are kept to the
// second: what is done within the due second is in time, as its clock has it.
func (d *Duty) met() bool {
	return !d.Late && !d.Done.IsZero() && d.Done.Before(d.Due.Add(time.Second))
}

// A Rating is what one rater said of one unit's part.
type Rating struct {
	Answer Answer  `json:"answer,omitempty"` // zero: there is no such rater
	Step   int     `json:"step,omitempty"`   // 5 very satisfied … 1 very dissatisfied; 0 unless given
	Solved Outcome `json:"solved,omitempty"` // solved, partly or not, as the rater sees it; may be left out
}

// At is the instant that puts the part into a period: when its second duty was
// due or, where it never became due, when the part ended. No act of the unit
// moves it; a part finished early counts when it was due, so that neither haste
// nor dragging carries anything from one period to another [D]. The zero time
// is a part that still runs and counts nowhere.
func (o *Observation) At() time.Time {
	if o.Complete.Due.IsZero() {
		return o.Ended
	}
	return o.Complete.Due
}

// mostTimes is the most often anything can have happened to one part. [D]:
// 1000; more is a fault of the source.
const mostTimes = 1000

// mostSerial is the length of the longest serial, in bytes.
const mostSerial = 64

// Validate names everything in the observation that no part can be. The error
// is a [*governance.InvalidError].
func (o *Observation) Validate() error {
	if o.sound() {
		return nil
	}
	var f governance.Faults
	for _, c := range observationChecks {
		if c.wrong(o) {
			f.Add(c.path, c.code, c.zh, c.en)
		}
	}
	return f.Err()
}

// sound reports whether no check finds anything.
func (o *Observation) sound() bool {
	for i := range observationChecks {
		if observationChecks[i].wrong(o) {
			return false
		}
	}
	return true
}

// observationChecks are what must hold for every part.
var observationChecks = []struct {
	path, code, zh, en string
	wrong              func(*Observation) bool
}{
	{"matter", "required", "缺少事项", "is required", func(o *Observation) bool { return o.Matter == uuid.Nil }},
	{"serial", "required", "编号为空或过长", "is empty or too long", func(o *Observation) bool { return o.Serial == "" || len(o.Serial) > mostSerial }},
	{"unit", "bad-code", "单位代码格式不正确", "is not a unit code", func(o *Observation) bool { return !o.Unit.Valid() }},
	{"group", "unknown-code", "没有这个单位类别", "is not a peer group", func(o *Observation) bool { return !known(o.Group) }},
	{"side", "unknown-code", "应为报到方或吹哨方", "is not a side", func(o *Observation) bool { return !known(o.Side) }},
	{"list", "unknown-code", "没有这个清单", "is not a list", func(o *Observation) bool { return o.List.index() < 0 }},
	{"role", "unknown-code", "报到方须有角色，吹哨方没有", "belongs to a responder, who must have one",
		func(o *Observation) bool {
			return (o.Side == Responder) != known(o.Role) || o.Side != Responder && o.Role != ""
		}},
	{"complete.due", "required", "报到方须有办理期限", "is required of a responder", func(o *Observation) bool {
		return o.Side == Responder && o.Excluded == "" && o.Complete.Due.IsZero() && o.Ended.IsZero()
	}},
	{"respond.done", "out-of-range", "早于交办", "comes before it was asked for", func(o *Observation) bool { return o.Side == Responder && early(o.Respond.Done, o.Asked) }},
	{"complete.done", "out-of-range", "早于交办", "comes before it was asked for", func(o *Observation) bool { return early(o.Complete.Done, o.Asked) }},
	{"outcome", "unknown-code", "办理结果不正确，或未办结却有结果", "is none of the outcomes, or stands without a result", func(o *Observation) bool {
		return o.Outcome != "" && (!known(o.Outcome) || o.Side != Responder || o.Complete.Done.IsZero())
	}},
	{"whistler", "bad-rating", "评价不完整或自相矛盾", "is incomplete or contradicts itself", func(o *Observation) bool { return !o.Whistler.sound(o.Side) }},
	{"sender", "bad-rating", "评价不完整或自相矛盾", "is incomplete or contradicts itself", func(o *Observation) bool { return !o.Sender.sound(o.Side) }},
	{"refused", "out-of-range", "次数不正确", "is not a number of times", func(o *Observation) bool { return !times(o.Refused) }},
	{"refusedUnreasonably", "out-of-range", "多于退单次数", "is not among the refusals", func(o *Observation) bool {
		return !times(o.RefusedUnreasonably) || o.RefusedUnreasonably > o.Refused
	}},
	{"sentBack", "out-of-range", "次数不正确", "is not a number of times", func(o *Observation) bool { return !times(o.SentBack) }},
	{"reopened", "out-of-range", "次数不正确", "is not a number of times", func(o *Observation) bool { return !times(o.Reopened) }},
	{"overruled", "not-allowed", "只适用于吹哨方", "is said of whistles only", func(o *Observation) bool { return o.Overruled && o.Side != Whistler }},
	{"excluded", "unknown-code", "没有这个不计入的理由", "is not a reason to exclude", func(o *Observation) bool { return o.Excluded != "" && !known(o.Excluded) }},
}

func early(done, asked time.Time) bool { return !done.IsZero() && done.Before(asked) }

func times(n int) bool { return n >= 0 && n <= mostTimes }

// sound reports whether a rating says something exactly when it was given, and
// is of a responder.
func (r *Rating) sound(side Side) bool {
	switch r.Answer {
	case Given:
		return side == Responder && r.Step >= 1 && r.Step <= 5 && r.Solved != Understood && (r.Solved == "" || known(r.Solved))
	case "", Silent, Pending, Withheld:
		return r.Step == 0 && r.Solved == "" && (side == Responder || r.Answer == "")
	}
	return false
}
