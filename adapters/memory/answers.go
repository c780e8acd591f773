package memory

import (
	"slices"
	"time"

	"github.com/jinlin-project/jinlin/governance"
)

// answers keeps what commands answered, under the key of an account. Answers
// that expired are swept out as new ones come in, in the order they came, so
// memory holds about one lifetime of them.
type answers struct {
	kept  map[answerKey]governance.Answer
	about map[governance.Ref][]answerKey // which to erase with a record
	queue []answerKey                    // in the order they were kept
}

type answerKey struct{ account, key string }

func newAnswers() answers {
	return answers{kept: map[answerKey]governance.Answer{}, about: map[governance.Ref][]answerKey{}}
}

// at returns what is kept under a key at an instant.
func (a *answers) at(account, key string, now time.Time) (governance.Answer, bool) {
	kept, found := a.kept[answerKey{account, key}]
	if !found || !now.Before(kept.Until) {
		return governance.Answer{}, false
	}
	return kept, true
}

// keep takes over the answer of a commit whose key was found to be free.
func (a *answers) keep(c *governance.Commit) {
	if c.Key == "" || c.Answer.Body == nil {
		return
	}
	a.sweep(c.At)
	k := answerKey{c.Account, c.Key}
	if _, expired := a.kept[k]; expired {
		a.drop(k)
	}
	a.kept[k] = c.Answer
	a.about[c.Answer.Ref] = append(a.about[c.Answer.Ref], k)
	a.queue = append(a.queue, k)
}

// sweep drops the oldest answers as long as they have expired.
func (a *answers) sweep(now time.Time) {
	for len(a.queue) > 0 {
		oldest, found := a.kept[a.queue[0]]
		if found && now.Before(oldest.Until) {
			return
		}
		a.drop(a.queue[0])
		a.queue = a.queue[1:]
	}
}

// drop forgets one answer, if it is kept.
func (a *answers) drop(k answerKey) {
	kept, found := a.kept[k]
	if !found {
		return
	}
	delete(a.kept, k)
	rest := a.about[kept.Ref]
	if at := slices.Index(rest, k); at >= 0 {
		rest = slices.Delete(rest, at, at+1)
	}
	if len(rest) == 0 {
		delete(a.about, kept.Ref)
	} else {
		a.about[kept.Ref] = rest
	}
}

// erase forgets all answers about a record.
func (a *answers) erase(ref governance.Ref) {
	for _, k := range a.about[ref] {
		delete(a.kept, k)
	}
	delete(a.about, ref)
}
