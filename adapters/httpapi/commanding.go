package httpapi

import (
	"crypto/sha256"
	"errors"
	"net/http"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
)

// opening answers POST to the collection: a command that opens a record.
func (r *resource) opening(sheet *governance.CommandSheet) func(*call) error {
	f := r.form(sheet)
	return func(c *call) error {
		if version, err := ifMatch(c.r.Header); err != nil {
			return err
		} else if version != 0 || c.r.Header["If-Match"] != nil {
			return &problemStale // there is no record yet that could match
		}
		return r.command(c, sheet, f, uuid.Nil)
	}
}

// form is how a command is read.
func (r *resource) form(sheet *governance.CommandSheet) *form {
	f := formOf(sheet.Fields)
	prototype, _ := r.about.Command(sheet.Verb)
	f.files = filesField(prototype)
	_, erases := prototype.(*governance.Erase)
	f.touches = erases || f.files != nil
	return f
}

// commanding answers POST to a command of a record.
func (r *resource) commanding(sheet *governance.CommandSheet) func(*call) error {
	f := r.form(sheet)
	return func(c *call) error {
		id, err := c.id()
		if err != nil {
			return err
		}
		if !sheet.Person {
			return &governance.ForbiddenError{Verb: sheet.Verb, Who: r.whoMay(sheet.Verb)}
		}
		return r.command(c, sheet, f, id)
	}
}

// command reads a request strictly, gives the command and answers with the
// record as it then stands.
func (r *resource) command(c *call, sheet *governance.CommandSheet, f *form, id uuid.UUID) error {
	req, err := r.request(c, sheet, f, id)
	if err != nil {
		return err
	}
	if err := c.bind(r, f, req); err != nil {
		return err
	}
	receipt, err := r.shelf.Do(c.r.Context(), *req)
	if err != nil {
		return r.refusal(c, req, err)
	}
	// From here on the command stands. What can still fail is only showing it.
	a, err := r.answered(receipt, id == uuid.Nil, c.lang)
	if err != nil {
		return err
	}
	c.bound(r, f, req, receipt)
	a.write(c.w)
	return nil
}

// request puts together what the law is asked.
func (r *resource) request(c *call, sheet *governance.CommandSheet, f *form, id uuid.UUID) (*governance.Request, error) {
	if err := c.noQuery(); err != nil {
		return nil, err
	}
	req := &governance.Request{Actor: c.actor, ID: id}
	var err error
	if req.Version, err = ifMatch(c.r.Header); err != nil {
		return nil, err
	}
	if req.Key, err = idempotencyKey(c.r.Header); err != nil {
		return nil, err
	}
	buffer, err := c.readBody()
	if err != nil {
		return nil, err
	}
	// Decoding copies what it keeps, so the buffer is free once we are done.
	defer buffer.release()
	into, _ := r.about.Command(sheet.Verb)
	if err := f.decode(buffer.Bytes(), into, r.faults); err != nil {
		return nil, err
	}
	if req.Command, err = commandOf(into); err != nil {
		return nil, err
	}
	if req.Key != "" {
		req.Digest = digest(c.r, buffer.Bytes())
		opens, lang := id == uuid.Nil, c.lang
		req.Render = func(v *governance.View) ([]byte, error) {
			a, err := r.answerOf(v, opens, lang)
			if err != nil {
				return nil, err
			}
			return a.encode(), nil
		}
	}
	return req, nil
}

// digest tells requests under one key apart: by where they went and what they
// said. The language is left out, since the first answer is what is asked for
// again.
func digest(r *http.Request, body []byte) governance.Digest {
	h := sha256.New()
	h.Write([]byte(r.Method + "\x00" + r.URL.Path + "\x00"))
	h.Write(body)
	var d governance.Digest
	h.Sum(d[:0])
	return d
}

// answered is the answer that a receipt holds: the kept one, byte for byte, or
// the record shown now.
func (r *resource) answered(receipt *governance.Receipt, opens bool, lang string) (*answer, error) {
	switch {
	case receipt == nil: // the kept answer was erased while we asked for it
		return nil, &governance.ConflictError{Reason: governance.KeyPending}
	case receipt.Answer != nil:
		return decodeAnswer(receipt.Answer)
	}
	return r.answerOf(receipt.View, opens, lang)
}

// refusal adds to a refusal by phase what the caller may do instead. Whoever
// named a version and lost to somebody else is told that the version is stale,
// whether they lost a moment or an hour ago.
func (r *resource) refusal(c *call, req *governance.Request, err error) error {
	var conflict *governance.ConflictError
	if errors.As(err, &conflict) && conflict.Reason == governance.Changed && req.Version != 0 {
		return &problemStale
	}
	var notAllowed *governance.NotAllowedError
	if req.ID == uuid.Nil || !errors.As(err, &notAllowed) {
		return err
	}
	p := notAllowedProblem(notAllowed)
	if notAllowed.Reason == (governance.Text{}) {
		p.Detail = r.whereAllowed(notAllowed, p.more.allowedIn)
	}
	p.more.actions = r.actions(c.r.Context(), c.actor, req.ID)
	return p
}

// whereAllowed says in words in which phase the record is and in which the
// command would be allowed.
func (r *resource) whereAllowed(e *governance.NotAllowedError, in []string) governance.Text {
	now := r.about.PhaseLabel(e.Phase)
	t := governance.Text{
		Zh: "当前阶段为“" + now.Zh + "”，不能进行此操作",
		En: "not allowed in the phase “" + now.En + "”",
	}
	for i, phase := range in {
		label := r.about.PhaseLabel(governance.Phase(phase))
		if i == 0 {
			t.Zh, t.En = t.Zh+"；可进行的阶段：", t.En+"; allowed in: "
		} else {
			t.Zh, t.En = t.Zh+"、", t.En+", "
		}
		t.Zh, t.En = t.Zh+label.Zh, t.En+label.En
	}
	return t
}

// faults asks the law what is wrong with a command that could be read in part.
func (r *resource) faults(decoded any) governance.Faults {
	cmd, err := commandOf(decoded)
	if err != nil {
		return nil
	}
	var invalid *governance.InvalidError
	if errors.As(r.shelf.Check(cmd), &invalid) {
		return invalid.Faults
	}
	return nil
}
