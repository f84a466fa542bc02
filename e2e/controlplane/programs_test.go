package controlplane

import (
	"context"
	"strings"

	"k8s.io/client-go/rest"

	"seamark.dev/seamark/e2e/internal/flux"
	"seamark.dev/seamark/e2e/internal/kubelet"
	"seamark.dev/seamark/e2e/internal/ocean"
	"seamark.dev/seamark/e2e/internal/tools"
)

// programs are what runs for real on the hub, by image.
func (w *world) programs(proxy, authority string) (func(image string) (kubelet.Program, bool), error) {
	paths := kubelet.Paths{
		Proxy: proxy,
		CA:    authority,
		DigitalOcean: func(ctx context.Context, config *rest.Config) error {
			return w.cloud.RunProvider(ctx, config, ocean.ProviderOptions{Log: w.log.With("from", "provider-digitalocean")})
		},
	}
	for path, tool := range map[*string]tools.Tool{
		&paths.Crossplane:         tools.Crossplane,
		&paths.ProviderKubernetes: tools.ProviderKubernetes,
		&paths.ProviderHTTP:       tools.ProviderHTTP,
		&paths.PatchAndTransform:  tools.PatchAndTransform,
	} {
		var err error
		if *path, err = tool.Build(w.ctx); err != nil {
			return nil, err
		}
	}
	var err error
	if paths.CrossplaneSource, err = tools.Crossplane.Folder(w.ctx); err != nil {
		return nil, err
	}
	controllers := map[string]kubelet.Program{}
	for _, controller := range flux.Controllers() {
		path, err := controller.Build(w.ctx)
		if err != nil {
			return nil, err
		}
		controllers["/"+controller.Name+":"] = kubelet.Program{Path: path, Env: []string{"PATH=/usr/bin:/bin"}}
	}
	crossplane := kubelet.Programs(paths)
	return func(image string) (found kubelet.Program, known bool) {
		w.engine.Range(func(part, program any) bool {
			if known = strings.Contains(image, part.(string)); known {
				found = program.(kubelet.Program)
			}
			return !known
		})
		if known {
			return found, true
		}
		for part, program := range controllers {
			if strings.Contains(image, part) {
				return program, true
			}
		}
		return crossplane(image)
	}, nil
}
