package assembly

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/jinlin-project/jinlin/examples/server/storage"
	"github.com/jinlin-project/jinlin/governance/workday"
)

// factNotices names the holiday notices that were last given to any replica.
// They are kept so that all replicas go by one calendar, and so that whoever
// starts without them does not compute by another one.
const factNotices = "notices"

// A source is a file of notices.
type source struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// readNotices reads a file, or all files of a directory whose names end in
// .json, in the order of their names. No path: no sources.
func readNotices(path string) ([]source, error) {
	if path == "" {
		return nil, nil
	}
	files, err := noticeFiles(path)
	if err != nil {
		return nil, fmt.Errorf("-notices: %w", err)
	}
	var out []source
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("-notices: %w", err)
		}
		out = append(out, source{filepath.Base(file), string(text)})
	}
	if _, err := calendarOf(out); err != nil {
		return nil, fmt.Errorf("-notices: %w", err)
	}
	return out, nil
}

func noticeFiles(path string) ([]string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return []string{path}, nil
	}
	files, err := filepath.Glob(filepath.Join(path, "*.json"))
	if err == nil && len(files) == 0 {
		return nil, fmt.Errorf("%s: holds no file ending in .json", path)
	}
	slices.Sort(files)
	return files, err
}

// calendarOf is the calendar of the mainland with the notices of sources.
func calendarOf(sources []source) (*workday.Calendar, error) {
	calendar := workday.China()
	for _, s := range sources {
		notices, err := workday.ParseNotices([]byte(s.Text))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", s.Name, err)
		}
		for _, n := range notices {
			if calendar, err = calendar.WithNotice(n); err != nil {
				return nil, fmt.Errorf("%s: %w", s.Name, err)
			}
		}
	}
	return calendar, nil
}

// openCalendar keeps the notices that were given at this start, in place of
// those before, and goes by what is kept.
func (s *Server) openCalendar(ctx context.Context) error {
	if s.notices != nil {
		text, err := json.Marshal(s.notices)
		if err != nil {
			return err
		}
		if err := storage.Keep(ctx, s.storage.Facts, factNotices, string(text)); err != nil {
			return err
		}
	}
	_, err := s.followNotices(ctx)
	return err
}

// followNotices goes by the notices that are kept, and reports whether they are
// others than before.
func (s *Server) followNotices(ctx context.Context) (bool, error) {
	text, err := s.storage.Facts.Fact(ctx, factNotices)
	if err != nil || s.calendar.Load() != nil && text == s.kept {
		return false, err
	}
	var sources []source
	if text != "" {
		err = json.Unmarshal([]byte(text), &sources)
	}
	if err != nil {
		return false, fmt.Errorf("the notices that the database keeps cannot be read: %w", err)
	}
	calendar, err := calendarOf(sources)
	if err != nil {
		return false, fmt.Errorf("the notices that the database keeps: %w", err)
	}
	s.calendar.Store(calendar)
	s.kept = text
	return true, nil
}

// factCalendar names the version of the calendar by which running deadlines
// were last computed.
const factCalendar = "calendar"

// recompute moves the running deadlines if the calendar is another one than at
// the last start. Of several replicas one does it and the others wait.
func (s *Server) recompute(ctx context.Context) error {
	return s.storage.DB.Exclusively(ctx, factCalendar, func() error {
		last, err := s.storage.Facts.Fact(ctx, factCalendar)
		if err != nil || last == s.calendar.Load().Version().String() {
			return err
		}
		return s.recomputeAll(ctx)
	})
}

func (s *Server) recomputeAll(ctx context.Context) error {
	version := s.calendar.Load().Version().String()
	moved, err := s.office.Recompute(ctx)
	if err != nil {
		return err
	}
	if moved > 0 {
		s.outside.Log.Info("deadlines recomputed under another calendar", "records", moved)
	}
	return storage.Keep(ctx, s.storage.Facts, factCalendar, version)
}

// keepUp follows notices that another replica was given. What was decided here
// by the calendar before is computed anew, which the other one could not know
// of.
func (s *Server) keepUp(ctx context.Context) error {
	if !s.storage.Shared() {
		return nil
	}
	changed, err := s.followNotices(ctx)
	if err != nil || !changed {
		return err
	}
	return s.storage.DB.Exclusively(ctx, factCalendar, func() error { return s.recomputeAll(ctx) })
}
