package doks

import (
	"context"
	"log/slog"
)

// loud passes on warnings and errors only: what controller-runtime says about
// its own start and stop tells nothing about the cluster.
type loud struct{ slog.Handler }

// Enabled is false below warnings.
func (l loud) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn && l.Handler.Enabled(ctx, level)
}

// WithAttrs stays loud.
func (l loud) WithAttrs(attributes []slog.Attr) slog.Handler {
	return loud{l.Handler.WithAttrs(attributes)}
}

// WithGroup stays loud.
func (l loud) WithGroup(name string) slog.Handler { return loud{l.Handler.WithGroup(name)} }
