package httpapi

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/workday"
)

// shortly is when a client that was turned away for want of room may return.
const shortly = time.Second

// The problems that are always the same. They are shared between answers: who
// adds to one takes a copy first.
var (
	problemNotFound = Problem{Status: http.StatusNotFound, Code: "not-found",
		Detail: governance.Text{Zh: "没有找到，或无权知悉", En: "not found, or not yours to know of"}}
	problemNoAccount = Problem{Status: http.StatusUnauthorized, Code: "unauthenticated",
		Detail: governance.Text{Zh: "请先登录，或登录已失效", En: "no token, or one that is no longer good"}}
	problemNotAcceptable = Problem{Status: http.StatusNotAcceptable, Code: "not-acceptable",
		Detail: governance.Text{Zh: "没有 Accept 所要求的格式", En: "nothing here comes in a type that Accept asks for"}}
	problemTooLarge = Problem{Status: http.StatusRequestEntityTooLarge, Code: "too-large",
		Detail: governance.Text{Zh: "内容超过大小限制", En: "the content is larger than is taken"}}
	problemStale = Problem{Status: http.StatusPreconditionFailed, Code: string(governance.Stale),
		Detail: governance.Text{Zh: "所依据的版本已过期", En: "the version you relied on is no longer current"}}
	problemBusy = Problem{Status: http.StatusServiceUnavailable, Code: "unavailable", RetryAfter: shortly,
		Detail: governance.Text{Zh: "服务繁忙或请求已中断，请稍后重试", En: "too busy, or interrupted; try again shortly"}}
	problemInternal = Problem{Status: http.StatusInternalServerError, Code: "internal",
		Detail: governance.Text{Zh: "服务器出错，已记录", En: "something broke; it has been noted"}}
)

// one returns a copy, since answers add to it.
func (p Problem) one() *Problem { return &p }

// conflictStatus is the status of each reason a commit collides. Of all others
// it is 409.
var conflictStatus = map[governance.ConflictReason]int{
	governance.Stale:     http.StatusPreconditionFailed,
	governance.KeyReused: http.StatusUnprocessableEntity,
}

// problemOf is the one table from errors to problems. What it does not know is
// our own fault and says nothing about itself.
func problemOf(err error) *Problem {
	var (
		problem    *Problem
		notFound   *governance.NotFoundError
		conflict   *governance.ConflictError
		notAllowed *governance.NotAllowedError
		forbidden  *governance.ForbiddenError
		invalid    *governance.InvalidError
		tooLarge   *http.MaxBytesError
		later      interface{ RetryAfter() time.Duration }
	)
	switch {
	case errors.As(err, &problem):
		return problem
	case errors.As(err, &notFound):
		return problemNotFound.one()
	case errors.As(err, &conflict):
		return conflictProblem(conflict)
	case errors.As(err, &notAllowed):
		return notAllowedProblem(notAllowed)
	case errors.As(err, &forbidden):
		return &Problem{Status: http.StatusForbidden, Code: "forbidden", Detail: forbidden.Explain(), more: members{who: forbidden.Who}}
	case errors.As(err, &invalid):
		return &Problem{Status: http.StatusUnprocessableEntity, Code: "invalid", Detail: invalid.Explain(), Fields: invalid.Faults}
	case errors.As(err, &tooLarge):
		return problemTooLarge.one()
	// A store that is overloaded says when it is worth trying again.
	case errors.As(err, &later):
		p := problemBusy.one()
		p.RetryAfter = max(later.RetryAfter(), shortly)
		return p
	// A client that left reads no answer; one whose time ran out, or whom a
	// draining server let go, may come back.
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return problemBusy.one()
	}
	return calendarProblem(err)
}

// conflictProblem keeps the reason as the code, since each wants another
// reaction: read again, send another key, choose another seat.
func conflictProblem(e *governance.ConflictError) *Problem {
	status, known := conflictStatus[e.Reason]
	if !known {
		status = http.StatusConflict
	}
	p := &Problem{Status: status, Code: string(e.Reason), Detail: e.Explain()}
	if e.Reason == governance.KeyPending {
		p.RetryAfter = shortly
	}
	return p
}

// notAllowedProblem names the phase and where the command would be allowed, each
// phase once. Opening commands are allowed in no phase of a record that is.
func notAllowedProblem(e *governance.NotAllowedError) *Problem {
	p := &Problem{Status: http.StatusConflict, Code: "not-allowed", Detail: e.Explain(), more: members{phase: string(e.Phase)}}
	seen := map[governance.Phase]bool{governance.Unopened: true}
	for _, phase := range e.From {
		if !seen[phase] {
			seen[phase] = true
			p.more.allowedIn = append(p.more.allowedIn, string(phase))
		}
	}
	return p
}

// calendarProblem maps what the calendar refuses; everything else is internal.
func calendarProblem(err error) *Problem {
	var (
		invalid *workday.InvalidError
		unknown *workday.UnknownYearError
		horizon *workday.HorizonError
	)
	p := &Problem{Status: http.StatusUnprocessableEntity}
	switch {
	case errors.As(err, &invalid):
		p.Code, p.Detail = "invalid", governance.Text{Zh: invalid.Zh(), En: invalid.Error()}
		for _, f := range invalid.Faults {
			p.Fields = append(p.Fields, governance.Fault{Path: f.Field, Code: string(f.Code), Detail: governance.Text{Zh: f.Code.Zh(), En: f.Code.En()}})
		}
	case errors.As(err, &unknown):
		p.Code, p.Detail = "unknown-year", governance.Text{Zh: unknown.Zh(), En: unknown.Error()}
	case errors.As(err, &horizon):
		p.Code, p.Detail = "outside-calendar", governance.Text{Zh: horizon.Zh(), En: horizon.Error()}
		p.Fields = []governance.Fault{{Path: horizon.Field, Code: p.Code, Detail: p.Detail}}
	default:
		return problemInternal.one()
	}
	return p
}
