package httpapi

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
)

const (
	bytesMedia = "application/octet-stream"
	sniffed    = 512 // bytes by which net/http tells media types apart
)

// putFile takes a file. What it is, its contents say; what the sender says may
// not contradict them.
func (c *call) putFile() error {
	if err := c.noQuery(); err != nil {
		return err
	}
	if c.r.ContentLength > c.api.options.MaxFile {
		return tooLarge(c.w, c.r)
	}
	body := http.MaxBytesReader(c.w, c.r.Body, c.api.options.MaxFile)
	head := make([]byte, sniffed)
	n, err := io.ReadFull(body, head)
	switch {
	case errors.Is(err, io.EOF):
		return governance.Faults{{Path: "", Code: "required", Detail: governance.Text{Zh: "文件为空", En: "the file is empty"}}}.Err()
	case err != nil && !errors.Is(err, io.ErrUnexpectedEOF):
		return unread(err)
	}
	media, _, _ := strings.Cut(http.DetectContentType(head[:n]), ";")
	if err := c.takes(media); err != nil {
		return err
	}
	// The store reads what was looked at already, then the rest.
	rest := &watched{Reader: io.MultiReader(bytes.NewReader(head[:n]), body)}
	id, err := c.api.options.Files.Put(c.r.Context(), c.actor.Account, rest, media)
	switch {
	case rest.err != nil:
		return unread(rest.err)
	case err != nil:
		return err
	}
	c.w.Header().Set("Location", c.api.options.Prefix+"/v1/files/"+id.String())
	send(c.w, http.StatusCreated, jsonMedia, c.lang, []byte(`{"id":"`+id.String()+`"}`))
	return nil
}

// takes reports as an error that files of a media type are not taken, or that
// the sender calls it another one.
func (c *call) takes(media string) error {
	declared := bytesMedia
	if given := c.r.Header.Get("Content-Type"); given != "" {
		var err error
		if declared, _, err = mime.ParseMediaType(given); err != nil {
			declared = ""
		}
	}
	types := c.api.options.FileTypes
	if !slices.Contains(types, media) || declared != bytesMedia && declared != media {
		return unsupported(strings.Join(types, ", "))
	}
	return nil
}

// watched remembers the error its reader ended with, since a store may hide it.
type watched struct {
	io.Reader
	err error
}

func (w *watched) Read(p []byte) (int, error) {
	n, err := w.Reader.Read(p)
	if err != nil && err != io.EOF {
		w.err = err
	}
	return n, err
}

// getFile answers with a file under the rights of the record that lists it.
// Until a record does, it is its sender's alone.
func (c *call) getFile() error {
	id, err := c.id()
	if err != nil {
		return err
	}
	f, err := c.api.options.Files.Open(c.r.Context(), id)
	if err != nil {
		return err
	}
	defer func() { _ = f.Body.Close() }() // read only
	if err := c.mayOpen(id, &f); err != nil {
		return err
	}
	h := c.w.Header()
	h.Set("Content-Type", f.MediaType)
	h.Set("Content-Disposition", "attachment")
	h.Set("Content-Length", strconv.FormatInt(f.Size, 10))
	c.w.WriteHeader(http.StatusOK)
	if c.r.Method != http.MethodHead {
		_, _ = io.Copy(c.w, f.Body) // a client that leaves is nobody's error
	}
	return nil
}

// mayOpen asks the record that the file was bound to. Being bound is not enough:
// the record must list it, which it does once the command went through and
// until its personal data is erased.
func (c *call) mayOpen(id uuid.UUID, f *File) error {
	r := c.api.kinds[f.Ref.Kind]
	if r == nil {
		if f.Ref == (governance.Ref{}) && f.Account == c.actor.Account && c.actor.Account != "" {
			return nil
		}
		return c.notYours()
	}
	if c.actor.Account == "" && r.access != anyone {
		return &problemNoAccount
	}
	view, err := r.shelf.Get(c.r.Context(), c.actor, f.Ref.ID)
	if err != nil {
		return err
	}
	if lists(view, id) {
		return nil
	}
	return c.notYours()
}

// notYours is not found, or a hint to sign in for those who have not.
func (c *call) notYours() error {
	if c.actor.Account == "" {
		return &problemNoAccount
	}
	return &problemNotFound
}

// lists reports whether a record names a file among its attachments.
func lists(view *governance.View, id uuid.UUID) bool {
	body, err := view.JSON(chinese)
	if err != nil {
		return false
	}
	var record struct {
		Files []uuid.UUID `json:"files"`
	}
	return governance.StdCodec{}.Unmarshal(body, &record) == nil && slices.Contains(record.Files, id)
}

// filesOf returns the ids in a command's field "files", as the standard command
// to attach has it, and any institution's own that calls it so.
func (f *form) filesOf(cmd governance.Command) []uuid.UUID {
	if f.files == nil {
		return nil
	}
	ids, _ := reflect.ValueOf(cmd).FieldByIndex(f.files).Interface().([]uuid.UUID)
	return ids
}

// filesField finds the field in the struct that a command is.
func filesField(prototype any) []int {
	for _, field := range reflect.VisibleFields(reflect.TypeOf(prototype).Elem()) {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if name == "files" && field.Type == reflect.TypeFor[[]uuid.UUID]() {
			return field.Index
		}
	}
	return nil
}

var faultFile = governance.Fault{Code: "unknown-file",
	Detail: governance.Text{Zh: "没有这个文件，或不是您上传的", En: "is no file, or not one that you put there"}}

// bind notes, before a command that attaches files, which record they go to,
// and refuses files that are not the caller's to attach. A record that is only
// being opened is not known yet: its files are bound when it is.
func (c *call) bind(r *resource, f *form, req *governance.Request) error {
	ids := f.filesOf(req.Command)
	if len(ids) == 0 || c.api.options.Files == nil {
		return nil
	}
	ref := governance.Ref{Kind: r.about.Kind, ID: req.ID}
	var faults governance.Faults
	for i, id := range ids {
		if ok, err := c.attachable(id, ref); err != nil {
			return err
		} else if !ok {
			f := faultFile
			f.Path = "files[" + strconv.Itoa(i) + "]"
			faults = append(faults, f)
		}
	}
	if err := faults.Err(); err != nil || req.ID == uuid.Nil {
		return err
	}
	for _, id := range ids {
		if err := c.api.options.Files.Bind(c.r.Context(), id, ref); err != nil {
			return err
		}
	}
	return nil
}

// attachable reports whether a file is the caller's and no other record lists
// it, or the record has it already.
func (c *call) attachable(id uuid.UUID, to governance.Ref) (bool, error) {
	f, err := c.api.options.Files.Open(c.r.Context(), id)
	var notFound *governance.NotFoundError
	if errors.As(err, &notFound) {
		return false, nil
	} else if err != nil {
		return false, err
	}
	_ = f.Body.Close()
	if f.Ref == to {
		return true, nil
	}
	return f.Account == c.actor.Account && c.mayRebind(id, &f), nil
}

// mayRebind reports whether a file bound before is free again: the command it
// was bound for was refused, so that its record does not list it.
func (c *call) mayRebind(id uuid.UUID, f *File) bool {
	r := c.api.kinds[f.Ref.Kind]
	if r == nil {
		return true
	}
	view, err := r.shelf.Get(c.r.Context(), c.actor, f.Ref.ID)
	return err == nil && !lists(view, id)
}

// bound finishes what a command means for files: it binds those of a record
// that was opened, and erases those of one whose personal data was. The command
// stands whatever happens here, and the same request again does it again.
func (c *call) bound(r *resource, f *form, req *governance.Request, receipt *governance.Receipt) {
	if c.api.options.Files == nil || !f.touches {
		return
	}
	ref := governance.Ref{Kind: r.about.Kind, ID: req.ID}
	var err error
	if _, erased := req.Command.(governance.Erase); erased {
		err = c.api.options.Files.Erase(c.r.Context(), ref)
	} else if req.ID == uuid.Nil && receipt.View != nil {
		for _, id := range f.filesOf(req.Command) {
			err = errors.Join(err, c.api.options.Files.Bind(c.r.Context(), id, receipt.View.Ref))
		}
	}
	if err != nil {
		c.api.note(c.r, uuid.NewString(), err)
	}
}
