package accounts

import (
	"errors"
	"time"

	"github.com/jinlin-project/jinlin/governance"
)

// A Verb is something that is done with an account.
type Verb string

// The verbs. Reading leaves no act.
const (
	Make   Verb = "make"            // 开通
	Change Verb = "change-password" // 修改密码: by its owner
	Reset  Verb = "reset"           // 重置密码: by somebody else
	Close  Verb = "close"           // 停用
	Read   Verb = "read"            // 查看
)

// Choices names the verbs.
func (Verb) Choices() []governance.Choice {
	return []governance.Choice{
		{Code: string(Make), Label: governance.Text{Zh: "开通", En: "made"}},
		{Code: string(Change), Label: governance.Text{Zh: "修改密码", En: "password changed"}},
		{Code: string(Reset), Label: governance.Text{Zh: "重置密码", En: "password reset"}},
		{Code: string(Close), Label: governance.Text{Zh: "停用", En: "closed"}},
		{Code: string(Read), Label: governance.Text{Zh: "查看", En: "read"}},
	}
}

// An Act is one thing that was done with an account.
type Act struct {
	Account string
	Verb    Verb
	At      time.Time // by the wall clock
	By      governance.Stamp
}

// A Step is an act with what it does to its account.
type Step struct {
	Act
	Person string // of an account that is made
	Hash   string // of the new password, unless it is closed
	Demo   string // the published password of an account that is made
	Was    string // the hash that the act relies on; "": whichever
	Except Token  // the one session that goes on
}

// Refusals of an act.
var (
	// ErrTaken says that an account of the name was made before.
	ErrTaken = errors.New("accounts: the name is taken")
	// ErrFounded says that there are accounts already.
	ErrFounded = errors.New("accounts: there are accounts already")
	// ErrClosed says that the account was closed before.
	ErrClosed = errors.New("accounts: the account is closed")
)

// apply returns what becomes of an account, the same in every store: nothing is
// done twice, and nothing to an account that is closed.
func (s *Step) apply(a Account, known bool) (Account, error) {
	switch {
	case s.Verb == Make && known:
		return a, ErrTaken
	case s.Verb == Make:
		return Account{Name: s.Account, Person: s.Person, Hash: s.Hash, Demo: s.Demo, Initial: s.Demo == ""}, nil
	case !known:
		return a, ErrUnknown
	case !a.Closed.IsZero():
		return a, ErrClosed
	case s.Was != "" && s.Was != a.Hash: // somebody was quicker
		return a, ErrRefused
	case s.Verb == Close:
		a.Closed = s.At
	default:
		a.Hash, a.Demo, a.Initial = s.Hash, "", s.Verb == Reset
	}
	return a, nil
}
