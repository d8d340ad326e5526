import { MiniProgramEnv, type AssociatedBackend, type CodeSpace } from 'glass-easel-miniprogram-adapter';
import { builtInTags, type TagHost } from './built-in-tags';
import { scopeOf, type Program } from './program';

/** Loads the program into WeChat's component framework. Styles stand in a style sheet of the page, already scoped by the build. */
export const loadProgram = (program: Program, host: TagHost): { backend: AssociatedBackend; space: CodeSpace } => {
  const env = new MiniProgramEnv();
  const space = env.createCodeSpace('program', true);
  builtInTags(space.getComponentSpace(), host);
  for (const { path, config } of program.parts) {
    const content = program.templates[path];
    if (content === undefined) throw new Error(`${path} has no template`);
    space.addComponentStaticConfig(path, config);
    space.addStyleSheet(path, undefined, scopeOf(path));
    space.addCompiledTemplate(path, { content, groupList: program.templates });
  }
  // components first: a page looks for them when it registers
  const components = program.parts.filter(({ path }) => !program.pages.includes(path));
  const pages = program.parts.filter(({ path }) => program.pages.includes(path));
  for (const { path, run } of [...components, ...pages]) space.globalComponentEnv(globalThis, path, run);
  return { backend: env.associateBackend(), space };
};
